"use strict";
// Keys for the buttons, words selected in the text into the form in use, divisions as they are typed.
(() => {
  const text = document.getElementById("text");
  const add = document.getElementById("add");
  let inUse = null;

  const typing = (where) => where.matches?.("input, select, textarea");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = event.target.closest?.("form");
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "n" && add) { event.preventDefault(); add.elements.kind_of.focus(); return; }
    const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });

  // Where the words of a form stand, for the one that is in use.
  document.addEventListener("focusin", (event) => {
    const form = event.target.closest?.("form.fact");
    if (form) inUse = form;
  });

  // Offsets are in code points, as the records have them; a JavaScript string counts otherwise.
  const before = (range) => {
    const head = document.createRange();
    head.selectNodeContents(text);
    head.setEnd(range.startContainer, range.startOffset);
    return [...head.toString()].length;
  };

  if (text) {
    document.addEventListener("selectionchange", () => {
      const selection = document.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!text.contains(range.commonAncestorContainer)) return;
      const form = inUse?.isConnected ? inUse : add;
      if (!form) return;
      const words = range.toString();
      const start = Number(text.dataset.start) + before(range);
      form.elements[form === add ? "words" : "text"].value = words.replace(/\s+/g, "");
      form.elements.start.value = start;
      form.elements.end.value = start + [...words].length;
    });
  }

  // Words that are typed stand somewhere else than those that were selected.
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && ["words", "text"].includes(event.target.name)) form.elements.start.value = form.elements.end.value = "";
    if (event.target.classList.contains("division")) complete(event.target.value);
  });

  const kinds = () => add.classList.toggle("of-workers", add.elements.kind_of.value === "workers");
  if (add) { add.elements.kind_of.addEventListener("change", kinds); kinds(); }

  let asked = 0;
  const complete = async (typed) => {
    const mine = ++asked;
    const answer = await fetch(`/divisions?q=${encodeURIComponent(typed.split(" ")[0])}`);
    if (!answer.ok || mine !== asked) return;
    const options = (await answer.json()).map((name) => {
      const option = document.createElement("option");
      option.value = name;
      return option;
    });
    document.getElementById("divisions").replaceChildren(...options);
  };
})();
