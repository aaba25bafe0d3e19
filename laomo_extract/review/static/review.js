"use strict";
// Keys for the buttons, words selected in the text into the form in use, divisions as they are typed; and the next
// page put in the place of this one, which is quicker than a new document.
(() => {
  const byId = (id) => document.getElementById(id);
  const typing = (where) => where.matches?.("input, select, textarea");
  let inUse = null;

  const show = async (address, options, fallback) => {
    let answer;
    try {
      answer = await fetch(address, options);
    } catch {
      fallback();  // the server stopped: let the browser say so
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceChildren(...page.body.childNodes);
    document.title = page.title;
    // What was refused is told at the address of the item, which can be loaded again.
    if (answer.ok) history.pushState(null, "", answer.url);
    scrollTo(0, 0);
    inUse = null;
    asOfKind();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    const sent = new URLSearchParams(new FormData(form, button));
    const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
    event.preventDefault();
    if (form.method === "get") show(`${address}?${sent}`, {}, () => form.submit());
    else show(address, { method: "POST", body: sent }, () => form.submit());
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.href, {}, () => { location.href = link.href; });
  });

  addEventListener("popstate", () => location.reload());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = event.target.closest?.("form");
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "n" && byId("add")) { event.preventDefault(); byId("add").elements.kind_of.focus(); return; }
    const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });

  document.addEventListener("focusin", (event) => {
    const form = event.target.closest?.("form.fact");
    if (form) inUse = form;
    const list = event.target.list;
    if (list?.id === "titles" && !list.options.length) offer("/titles", "titles");
  });

  // Offsets are in code points, as the records have them; a JavaScript string counts otherwise.
  const before = (text, range) => {
    const head = document.createRange();
    head.selectNodeContents(text);
    head.setEnd(range.startContainer, range.startOffset);
    return [...head.toString()].length;
  };

  document.addEventListener("selectionchange", () => {
    const text = byId("text");
    const add = byId("add");
    const selection = document.getSelection();
    if (!text || !selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const form = inUse?.isConnected ? inUse : add;
    if (!form || !text.contains(range.commonAncestorContainer)) return;
    const words = range.toString();
    const start = Number(text.dataset.start) + before(text, range);
    form.elements[form === add ? "words" : "text"].value = words.replace(/\s+/g, "");
    form.elements.start.value = start;
    form.elements.end.value = start + [...words].length;
  });

  // Words that are typed stand somewhere else than those that were selected.
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.elements.start && ["words", "text"].includes(event.target.name)) {
      form.elements.start.value = form.elements.end.value = "";
    }
    if (event.target.classList.contains("division")) complete(event.target.value);
    if (event.target.name === "kind_of") asOfKind();
  });

  // Only a model worker has titles.
  const asOfKind = () => {
    const add = byId("add");
    add?.classList.toggle("of-workers", add.elements.kind_of.value === "workers");
  };

  // What a list offers; an answer that comes after a later question is let go.
  let asked = 0;
  const offer = async (address, list) => {
    const mine = ++asked;
    const answer = await fetch(address);
    if (!answer.ok || mine !== asked) return;
    const options = (await answer.json()).map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    });
    byId(list).replaceChildren(...options);
  };
  const complete = (typed) => offer(`/divisions?q=${encodeURIComponent(typed.split(" ")[0])}`, "divisions");

  asOfKind();
})();
