/* The page of a store: adds up the items that the reader's filters leave, draws them, lists them, shows one.
   All text goes into the page as text (textContent), never as HTML. */
"use strict";
(() => {
const { echarts, Tabulator } = vendor;
const data = JSON.parse(document.getElementById("data").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const chinese = words.lang.startsWith("zh");
const KINDS = Object.keys(data.kinds);
const DOUBTFUL = data.doubtful;
const COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"]; // Okabe and Ito
const SHADES = ["#d6e6f2", "#a6cbe3", "#68a5cf", "#2c7bb1", "#0a4c7d"];
const BANDS = [[0, 0.5, "#D55E00", "< 0.5"], [0.5, 0.7, "#E69F00", "0.5 – 0.7"], [0.7, 0.9, "#A6CBE3", "0.7 – 0.9"], [0.9, 1.01, "#0072B2", "≥ 0.9"]];
const FONT = getComputedStyle(document.body).fontFamily;

// --- Small tools

const $ = (id) => document.getElementById(id);
const filled = (text, values) => text.replace(/\{(\w*)\}/g, (_, name) => (name ? values[name] : values));

function make(tag, more = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(more)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "style") Object.assign(made.style, value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== ""));
  return made;
}

const whole = new Intl.NumberFormat(chinese ? "zh-CN" : "en");
const number = (value) => whole.format(value);
const yuan = (fen) => new Intl.NumberFormat(chinese ? "zh-CN" : "en", { maximumFractionDigits: 2 }).format(fen / 100);
/* A number that fits on a tile or an axis: 1.9万, 3.2亿; 19K, 320M in English. */
const short = (value) => {
  const compact = (divisor, digits, unit) =>
    new Intl.NumberFormat("zh-CN", { maximumFractionDigits: digits }).format(value / divisor) + unit;
  if (!chinese) return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value);
  if (Math.abs(value) >= 99999500) return compact(1e8, 1, words.hundred_million);
  if (Math.abs(value) >= 10000) return compact(1e4, value >= 1e6 ? 0 : 1, words.ten_thousand);
  return compact(1, 0, "");
};

const UNKNOWN = "";
const yearOf = (day) => (day ? day.slice(0, 4) : UNKNOWN);
const monthOf = (day) => (day && day.length >= 7 ? day.slice(0, 7) : UNKNOWN);

/* How text is compared in a search: half-width, simplified, without white space. */
const folds = new RegExp(`[${Object.keys(data.fold).join("") || "\u0000"}]`, "gu");
const plain = (text) => text.normalize("NFKC").replace(/\s+/g, "").replace(folds, (one) => data.fold[one] ?? one).toLowerCase();

// --- The items, with what is worked out of each once

const items = data.items.map((item, index) => {
  const text = (item.pieces || []).map((piece) => (typeof piece === "string" ? piece : piece[0])).join("");
  const marks = item.marks || [];
  const bulletin = data.bulletins[item.bulletin || 0];
  const start = Array.from(text.replace(/\s+/g, "")).slice(0, 28).join("");
  return {
    ...item, index, text, marks, bulletin,
    heading: item.heading || (start ? start + "…" : words.none),
    start: item.heading ? start : "",
    day: item.day || "",
    districts: item.districts || [],
    topics: item.topics || [],
    workers: item.workers || [],
    funds: item.funds || [],
    people: item.people || 0,
    fen: (item.funds || []).reduce((sum, fund) => sum + fund.fen, 0),
    keys: new Set((item.districts || []).flatMap((one) => data.districts[one].path)),
    lowest: marks.reduce((least, mark) => Math.min(least, mark[3]), 1),
    hay: null,
  };
}).sort((one, other) => other.day.localeCompare(one.day) || one.index - other.index); // the latest first
if (!items.length) return;
const haystack = (item) =>
  (item.hay ??= plain([item.heading, item.bulletin.title || "", item.text, ...item.marks.map((mark) => mark[1])].join("\n")));

const METRICS = {
  activities: { of: () => 1, show: number, short },
  people: { of: (item) => item.people, show: number, short },
  yuan: { of: (item) => item.fen, show: yuan, short: (fen) => short(fen / 100) },
};

// --- What the reader has chosen

const all = { query: [], from: "", to: "", topic: "", place: "", person: null, doubtful: false };
const filter = { ...all };
const view = { metric: "activities", unit: "", grid: "", table: "items", funds: "sums" };
let shown = items;

function matches(item) {
  const { day } = item;
  if (filter.from && !(day && day.slice(0, filter.from.length) >= filter.from)) return false;
  if (filter.to && !(day && day.length >= filter.to.length && day.slice(0, filter.to.length) <= filter.to)) return false;
  if (filter.topic && !item.topics.includes(filter.topic)) return false;
  if (filter.place && !item.keys.has(filter.place)) return false;
  if (filter.doubtful && !(item.lowest < DOUBTFUL)) return false;
  if (filter.person !== null && !item.workers.some((worker) => worker.person === filter.person)) return false;
  return filter.query.every((word) => haystack(item).includes(word));
}

/* The list follows at once, the pictures with the next frame: who types is not kept waiting. */
function choose(change) {
  Object.assign(filter, change);
  shown = items.filter(matches);
  showFilters();
  showTable();
  drawSoon();
}

let drawing = 0;

function drawSoon() {
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(draw);
}

/* What a search looks into is put together while nothing else happens. */
function prepareSearch(from = 0) {
  items.slice(from, from + 200).forEach(haystack);
  if (from + 200 < items.length) setTimeout(prepareSearch, 0, from + 200);
}

// --- The bar of filters

const years = [...new Set(items.map((item) => yearOf(item.day)).filter(Boolean))].sort();
const placeNames = new Map(Object.values(data.grids).flatMap((tiles) => tiles.map((tile) => [tile[0], tile[1]])));

function option(value, label) { return make("option", { value }, label); }

function buildFilters() {
  for (const id of ["from", "to"]) {
    $(id).append(option("", words.any_year), ...years.map((year) => option(year, year)));
    $(id).addEventListener("change", () => choose({ [id]: $(id).value }));
  }
  const counted = tally(items.flatMap((item) => item.topics));
  $("topic").append(option("", words.any_topic), ...counted.map(([key, count]) => option(key, `${data.topics[key]} (${number(count)})`)));
  $("topic").addEventListener("change", () => choose({ topic: $("topic").value }));
  $("doubtful").addEventListener("change", () => choose({ doubtful: $("doubtful").checked }));
  let waiting;
  $("query").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => choose({ query: $("query").value.split(/\s+/).map(plain).filter(Boolean) }), 80);
  });
}

function showFilters() {
  $("shown").textContent = filled(words.shown, { shown: number(shown.length), all: number(items.length) });
  for (const id of ["from", "to"]) $(id).value = years.includes(filter[id]) ? filter[id] : "";
  $("topic").value = filter.topic;
  $("doubtful").checked = filter.doubtful;
  const time = filter.from === filter.to ? filter.from : `${filter.from} – ${filter.to}`;
  const chips = [
    filter.place && [words.place, placeNames.get(filter.place) || filter.place, { place: "" }],
    (filter.from || filter.to) && [words.time, time, { from: "", to: "" }],
    filter.topic && [words.topic, data.topics[filter.topic], { topic: "" }],
    filter.person !== null && [words.person, data.people[filter.person].name, { person: null }],
  ].filter(Boolean);
  const any = chips.length || filter.doubtful || filter.query.length;
  $("chips").replaceChildren(
    ...chips.map(([label, value, without]) =>
      make("button", { "aria-label": `${words.remove}: ${label} ${value}`, onclick: () => choose(without) }, `${label}: ${value} ×`)),
    ...(any ? [make("button", { id: "reset", onclick: reset }, words.reset)] : []));
}

function reset() {
  $("query").value = "";
  view.grid = firstGrid();
  choose(all);
}

// --- Sums

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}

const total = (list, of) => list.reduce((sum, item) => sum + of(item), 0);

function showFigures() {
  const persons = new Set(shown.flatMap((item) => item.workers.map((worker) => worker.person ?? worker.name)));
  const places = new Set(shown.flatMap((item) => item.districts.map((one) => data.districts[one].path.join())));
  const doubtful = shown.filter((item) => item.lowest < DOUBTFUL).length;
  const money = total(shown, (item) => item.fen);
  const helped = total(shown, (item) => item.people);
  const figures = [
    ["activities", short(shown.length), number(shown.length), words.activities_unit, ""],
    ["people", short(helped), number(helped), words.people_unit, words.figure_people_help],
    ["yuan", short(money / 100), yuan(money), words.yuan_unit, words.figure_yuan_help],
    ["workers", short(persons.size), number(persons.size), words.people_unit, ""],
    ["districts", short(places.size), number(places.size), "", ""],
    ["figure_doubt", short(doubtful), number(doubtful), words.activities_unit, filled(words.figure_doubt_help, DOUBTFUL)],
  ];
  $("figures").replaceChildren(...figures.map(([name, value, exact, unit, help]) =>
    make("div", { "data-figure": name },
      make("dt", {}, words[name]),
      make("dd", { title: exact }, value, unit && make("small", {}, unit)),
      help && make("span", { class: "help" }, help))));
}

// --- Charts

const charts = new Map();

/* Draw a chart, or say that there is nothing; ``told`` are its figures for those who hear the page. */
function chart(id, options, told = []) {
  const box = $(id);
  box.setAttribute("aria-label", [box.dataset.title, ...(options ? told : [words.nothing])].join(words.separator));
  if (!options) {
    charts.get(id)?.dispose();
    charts.delete(id);
    box.replaceChildren(make("p", { class: "nothing" }, words.nothing));
    return undefined;
  }
  let made = charts.get(id);
  if (!made) {
    box.replaceChildren();
    made = echarts.init(box, null, { renderer: "svg", locale: chinese ? "ZH" : "EN" });
    charts.set(id, made);
  }
  made.setOption({
    animation: false,
    textStyle: { fontFamily: FONT },
    color: COLOURS,
    grid: { left: 6, right: 12, top: 26, bottom: 4, containLabel: true },
    ...options,
  }, { notMerge: true });
  return made;
}

const every = { interval: 0 }; // each bar has its name, however little room
/* What the colours stand for; as text of the page it finds its own room. */
function showKey(id, colours) {
  $(id).replaceChildren(...colours.map(([label, colour]) => make("span", {}, make("i", { style: { background: colour } }), label)));
}

const axis = { axisLine: { lineStyle: { color: "#9aa2a9" } }, axisTick: { show: false }, axisLabel: { color: "#5b6570", fontSize: 11 } };
const scale = (format, name) => ({
  type: "value", minInterval: 1, name, nameTextStyle: { color: "#5b6570", fontSize: 11, align: "left", padding: [0, 0, 0, -24] },
  axisLabel: { color: "#5b6570", fontSize: 11, formatter: format }, splitLine: { lineStyle: { color: "#ebedea" } }, splitNumber: 4 });

/* Text for a tooltip as an element, as ECharts takes a string for HTML. */
const tip = (title, rows) => make("div", {}, make("b", {}, title), ...rows.map(([colour, label, value]) =>
  make("div", { style: { display: "flex", gap: "8px", alignItems: "center" } },
    colour && make("i", { style: { width: "10px", height: "10px", background: colour } }),
    label, make("b", { style: { marginLeft: "auto", paddingLeft: "14px" } }, value))));

function everyMonth(first, last) {
  const found = [];
  for (let [year, month] = first.split("-").map(Number); ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const key = `${year}-${String(month).padStart(2, "0")}`;
    found.push(key);
    if (key >= last) return found;
  }
}

function everyYear(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => String(Number(first) + index).padStart(4, "0"));
}

function unitOf(list) {
  const months = list.map((item) => monthOf(item.day)).filter(Boolean).sort();
  if (!months.length) return "year";
  return everyMonth(months[0], months[months.length - 1]).length <= 36 ? "month" : "year";
}

function showOverTime() {
  const unit = view.unit || unitOf(shown);
  const keyOf = unit === "month" ? monthOf : yearOf;
  const metric = METRICS[view.metric];
  const sums = new Map();
  let without = 0;
  for (const item of shown) {
    const key = keyOf(item.day);
    if (key) sums.set(key, (sums.get(key) || 0) + metric.of(item));
    else without += 1;
  }
  const found = [...sums.keys()].sort();
  const keys = found.length ? (unit === "month" ? everyMonth : everyYear)(found[0], found[found.length - 1]) : [];
  $("undated").textContent = without ? filled(unit === "month" ? words.undated : words.undated_years, number(without)) : "";
  pressed("unit", unit);
  const made = chart("over-time", keys.length && {
    xAxis: { type: "category", data: keys, ...axis },
    yAxis: scale(metric.short, words[view.metric]),
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, formatter: ([one]) => tip(one.name, [["", words[view.metric], metric.show(one.value)]]) },
    series: [{ type: "bar", name: words[view.metric], data: keys.map((key) => sums.get(key) || 0), barMaxWidth: 34, barCategoryGap: keys.length > 60 ? "10%" : "28%", cursor: "pointer" }],
  }, found.map((key) => `${key} ${metric.show(sums.get(key))}`));
  made?.off("click");
  made?.on("click", ({ name }) => choose(filter.from === name && filter.to === name ? { from: "", to: "" } : { from: name, to: name }));
}

function showFunds() {
  const sums = new Map();
  const purposes = new Map();
  for (const item of shown) {
    for (const fund of item.funds) {
      const year = yearOf(item.day);
      const { purpose } = fund;
      purposes.set(purpose, (purposes.get(purpose) || 0) + fund.fen);
      const row = sums.get(year) || sums.set(year, new Map()).get(year);
      row.set(purpose, (row.get(purpose) || 0) + fund.fen);
    }
  }
  const known = [...sums.keys()].filter(Boolean).sort();
  const keys = known.length ? everyYear(known[0], known[known.length - 1]) : [];
  if (sums.has(UNKNOWN)) keys.push(UNKNOWN);
  const named = [...purposes].filter(([purpose]) => purpose).sort((one, other) => other[1] - one[1]).map(([purpose]) => purpose);
  const top = named.slice(0, named.length > 7 ? 6 : 7);
  const rest = new Set(named.slice(top.length));
  const groups = [
    ...top.map((purpose, index) => [purpose, COLOURS[index], (row) => row.get(purpose) || 0]),
    rest.size && [words.other_purposes, "#8f979e", (row) => [...row].reduce((sum, [purpose, fen]) => sum + (rest.has(purpose) ? fen : 0), 0)],
    purposes.has("") && [words.unstated, "#d3d7da", (row) => row.get("") || 0],
  ].filter(Boolean);
  const shares = view.funds === "shares";
  const sumOf = (key) => [...(sums.get(key)?.values() || [])].reduce((one, other) => one + other, 0);
  const drawn = (fen, key) => (shares && fen ? Math.round((fen / sumOf(key)) * 1000) / 10 : fen);
  showLargest();
  pressed("funds-as", view.funds);
  showKey("funds-key", keys.length ? groups : []);
  const made = chart("funds", keys.length && {
    xAxis: { type: "category", data: keys.map((key) => key || words.unknown_year), ...axis },
    yAxis: shares ? { ...scale((share) => `${share}%`), max: 100, interval: 25 } : scale((fen) => short(fen / 100), words.yuan_axis),
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, formatter: (points) => {
      const key = keys[points[0].dataIndex];
      const rows = groups.map(([name, colour, of]) => [colour, name, sums.has(key) ? of(sums.get(key)) : 0]).filter(([, , fen]) => fen);
      return tip(`${points[0].name} · ${yuan(sumOf(key))}`, rows.reverse().map(([colour, name, fen]) => [colour, name, yuan(fen)]));
    } },
    series: groups.map(([name, color, of]) => ({
      type: "bar", stack: "funds", name, color, barMaxWidth: 34, itemStyle: { borderColor: "#fff", borderWidth: 0.6 }, cursor: "pointer",
      data: keys.map((key) => (sums.has(key) ? drawn(of(sums.get(key)), key) : 0)) })),
  }, keys.filter((key) => sums.has(key)).map((key) => `${key || words.unknown_year} ${yuan(sumOf(key))}`));
  made?.off("click");
  made?.on("click", ({ dataIndex }) => keys[dataIndex] && choose({ from: keys[dataIndex], to: keys[dataIndex] }));
}

/* One sum that outweighs all others decides the scale of the chart, and is what a reader should look at first. */
function showLargest() {
  const sums = shown.flatMap((item) => item.funds.map((fund) => ({ item, fund }))).sort((one, other) => other.fund.fen - one.fund.fen);
  const all = total(sums, ({ fund }) => fund.fen);
  const box = $("largest");
  box.replaceChildren();
  if (sums.length < 3 || sums[0].fund.fen * 2 < all) return;
  const [{ item, fund }] = sums;
  const [before, after] = filled(words.largest, { sum: fund.text, share: Math.round((fund.fen / all) * 100), item: "\u0001" }).split("\u0001");
  box.append(before, make("button", { class: "link", onclick: () => openItem(item) }, item.heading), after);
}

function showConfidence() {
  const counts = KINDS.map(() => BANDS.map(() => 0));
  const low = new Map();
  for (const item of shown) {
    for (const [kind, value, , confidence, again] of item.marks) {
      if (again) continue;
      counts[kind][BANDS.findIndex(([least, most]) => confidence >= least && confidence < most)] += 1;
      if (confidence < DOUBTFUL) {
        const key = `${item.index}|${kind}|${value}`;
        if (!low.has(key)) low.set(key, { item, kind, value, confidence });
      }
    }
  }
  const kinds = KINDS.map((_, index) => index).filter((kind) => counts[kind].some(Boolean)).reverse();
  const sum = (kind) => counts[kind].reduce((one, other) => one + other, 0);
  showKey("confidence-key", kinds.length ? BANDS.map(([, , colour, label]) => [label, colour]) : []);
  chart("confidence", kinds.length && {
    grid: { left: 6, right: 16, top: 4, bottom: 4, containLabel: true },
    xAxis: { ...scale((share) => `${share}%`), max: 100, interval: 25 },
    yAxis: { type: "category", data: kinds.map((kind) => data.kinds[KINDS[kind]]), ...axis, axisLabel: { ...axis.axisLabel, ...every } },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, formatter: (points) => {
      const kind = kinds[points[0].dataIndex];
      return tip(`${points[0].name} · ${number(sum(kind))}`, BANDS.map(([, , colour, label], band) => [colour, label, number(counts[kind][band])]));
    } },
    series: BANDS.map(([, , color, name], band) => ({ type: "bar", stack: "values", name, color, barWidth: "62%", itemStyle: { borderColor: "#fff", borderWidth: 0.6 },
      data: kinds.map((kind) => Math.round((counts[kind][band] / sum(kind)) * 1000) / 10) })),
  }, [...kinds].reverse().map((kind) => `${data.kinds[KINDS[kind]]} ${BANDS.map(([, , , label], band) => `${label} ${counts[kind][band]}`).join(" · ")}`));
  const worst = [...low.values()].sort((one, other) => one.confidence - other.confidence || one.item.index - other.item.index).slice(0, 6);
  $("doubts").replaceChildren(...(worst.length ? worst.map(({ item, kind, value, confidence }) =>
    make("li", {},
      make("span", { class: `chip k-${KINDS[kind]}` }, data.kinds[KINDS[kind]]),
      make("button", { class: "link", onclick: () => openItem(item), title: `${value} · ${item.heading}` }, `${value} · ${item.heading}`),
      make("span", { class: "low" }, confidence.toFixed(2))))
    : [make("li", { class: "note" }, filled(words.nothing_doubtful, DOUBTFUL))]));
}

function showTopics() {
  const counted = tally(shown.flatMap((item) => item.topics)).slice(0, 14).reverse();
  const made = chart("topics", counted.length && {
    grid: { left: 6, right: 40, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", show: false },
    yAxis: { type: "category", data: counted.map(([key]) => data.topics[key]), ...axis, axisLabel: { ...axis.axisLabel, ...every, fontSize: 12 } },
    tooltip: { formatter: (one) => tip(one.name, [["", words.activities, number(one.value)]]) },
    series: [{ type: "bar", name: words.activities, data: counted.map(([, count]) => count), barWidth: "62%", cursor: "pointer",
      label: { show: true, position: "right", color: "#5b6570", fontSize: 11, formatter: ({ value }) => number(value) } }],
  }, [...counted].reverse().map(([key, count]) => `${data.topics[key]} ${number(count)}`));
  made?.off("click");
  made?.on("click", ({ dataIndex }) => choose({ topic: filter.topic === counted[dataIndex][0] ? "" : counted[dataIndex][0] }));
}

// --- Tiles

/* Bounds of five shades: even steps, or steps of one factor where the largest is far above the rest. */
function bounds(values) {
  const sorted = values.filter((value) => value > 0).sort((one, other) => one - other);
  if (!sorted.length) return [];
  const most = sorted[sorted.length - 1];
  const median = sorted[Math.floor(sorted.length / 2)];
  const steps = SHADES.length;
  const raw = Array.from({ length: steps - 1 }, (_, index) => {
    const share = (index + 1) / steps;
    return most > 8 * median ? sorted[0] * (most / sorted[0]) ** share : most * share;
  });
  return [...new Set(raw.map(rounded))].filter((bound) => bound > sorted[0] && bound <= most);
}

/* Up to the next number of one digit, or a half. */
function rounded(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = value / power < 2 && power > 1 ? power / 2 : power;
  return Math.max(1, Math.ceil(value / step - 1e-9) * step);
}

function firstGrid() {
  const counted = tally(items.flatMap((item) => [...new Set(item.districts.map((one) => data.districts[one].path[0]))]));
  const placed = items.filter((item) => item.districts.length).length;
  return counted.length && counted[0][1] > 0.6 * placed && data.grids[counted[0][0]] ? counted[0][0] : "";
}

/* The grids above a grid, from the country down, and itself. */
function trail(key) {
  if (!key) return [""];
  const path = data.districts.find((one) => one.path.includes(key)).path;
  return ["", ...path.slice(0, path.indexOf(key) + 1)];
}

function showTiles() {
  const metric = METRICS[view.metric];
  const grid = view.grid;
  const sums = new Map();
  const counts = new Map();
  let itself = 0;
  let elsewhere = 0;
  let unplaced = 0;
  // Where a place is chosen its neighbours stay visible: the map follows all filters but that of the place
  const { place } = filter;
  filter.place = "";
  const mapped = place ? items.filter(matches) : shown;
  filter.place = place;
  for (const item of mapped) {
    if (!item.districts.length) { unplaced += 1; continue; }
    const here = new Set();
    let inside = false;
    for (const one of item.districts) {
      const { path } = data.districts[one];
      const at = grid ? path.indexOf(grid) : -1;
      if (grid && at < 0) continue;
      inside = true;
      if (path[at + 1]) here.add(path[at + 1]);
    }
    if (!inside) elsewhere += 1;
    else if (!here.size) itself += 1;
    for (const key of here) {
      sums.set(key, (sums.get(key) || 0) + metric.of(item));
      counts.set(key, (counts.get(key) || 0) + 1);
    }
  }
  const limits = bounds([...sums.values()]);
  const lightest = limits.length < 3 ? 1 : 0; // with few steps none is so light that it looks like nothing
  const shade = (value) => SHADES[limits.filter((bound) => value >= bound).length + lightest];
  const tiles = data.grids[grid];
  const tile = ([key, name, label, column, row]) => {
    const value = sums.get(key) || 0;
    const has = counts.has(key);
    const colour = value > 0 ? shade(value) : "";
    const place = column === null ? {} : { gridColumn: column + 1, gridRow: row + 1 };
    const style = { ...place, ...(colour ? { background: colour, color: SHADES.indexOf(colour) >= 3 ? "#fff" : "#12202b" } : {}) };
    const told = `${name} · ${words[view.metric]} ${has ? metric.show(value) : words.no_activity}`;
    return make("button", {
      class: `tile${has ? "" : " none"}${key === filter.place ? " chosen" : ""}`, style, title: told, "aria-label": told, "data-key": key,
      disabled: has ? undefined : "",
      onclick: () => {
        const again = filter.place === key;
        if (!again && data.grids[key]) view.grid = key;
        choose({ place: again ? "" : key });
      } }, make("span", {}, label), has ? make("b", {}, metric.short(value)) : "");
  };
  const laid = tiles.filter((one) => one[3] !== null);
  $("tiles").style.gridTemplateColumns = `repeat(${Math.max(1, ...laid.map((one) => one[3] + 1))}, minmax(0, 1fr))`;
  $("tiles").style.maxWidth = `${Math.max(1, ...laid.map((one) => one[3] + 1)) * 74}px`;
  $("tiles").replaceChildren(...laid.map(tile));
  const loose = tiles.filter((one) => one[3] === null && counts.has(one[0]));
  const level = itself ? `${filled(words.level_only, grid ? placeNames.get(grid) : words.country)} ${number(itself)}` : "";
  $("outside").replaceChildren(...loose.map(tile), ...(level ? [make("span", {}, level)] : []));
  const crumbs = trail(grid).map((key, index, path) => {
    const name = key ? placeNames.get(key) : words.country;
    const open = () => { view.grid = key; choose({ place: key }); };
    return index === path.length - 1 ? make("b", {}, name) : make("button", { class: "link", onclick: open }, name);
  });
  $("crumbs").replaceChildren(...crumbs.flatMap((crumb, index) => (index ? [make("span", { class: "sep" }, "›"), crumb] : [crumb])));
  const ends = ["", ...limits.map(metric.short)];
  showKey("key", [...sums.values()].some(Boolean) ? ends.map((least, index) => {
    const most = ends[index + 1];
    const label = !ends[1] ? "> 0" : !index ? `< ${most}` : most ? `${least} – ${most}` : `≥ ${least}`;
    return [label, shade(index ? limits[index - 1] : 0)];
  }) : []);
  const aside = [elsewhere && `${words.elsewhere} ${number(elsewhere)}`, unplaced && filled(words.unplaced, number(unplaced))].filter(Boolean);
  $("unplaced").textContent = aside.join(" · ");
  pressed("metric", view.metric);
}

// --- People

function people(list) {
  const found = new Map();
  for (const item of list) {
    for (const worker of item.workers) {
      const key = worker.person ?? worker.name;
      const entry = found.get(key) || found.set(key, { key, name: worker.name, items: [], known: data.people[worker.person] || {} }).get(key);
      if (entry.items[entry.items.length - 1] !== item) entry.items.push(item);
    }
  }
  const honours = (entry) => (entry.known.honours || []).length;
  return [...found.values()].sort((one, other) => other.items.length - one.items.length || honours(other) - honours(one));
}

function showPeople() {
  const first = people(shown).slice(0, 10);
  const most = first.length ? first[0].items.length : 1;
  $("people").replaceChildren(...(first.length ? first.map(({ key, name, items: seen, known }) =>
    make("li", {},
      make("span", {}, make("button", { class: "link who", onclick: () => choose({ person: filter.person === key ? null : key }), disabled: typeof key === "number" ? undefined : "" }, name),
        known.doubtful ? make("sup", { title: words.maybe_same }, " ?") : ""),
      make("span", { class: "titles", title: (known.honours || []).join(words.separator) }, [...(known.honours || []).slice(0, 3), ...(known.employers || []).slice(0, 1)].join(" · ")),
      make("span", { class: "bar" }, make("i", { style: { width: `${(seen.length / most) * 36}px` } }), filled(words.mentions, number(seen.length)))))
    : [make("li", { class: "nothing", style: { display: "block" } }, words.nothing)]));
}

// --- Tables

const names = (list) => list.map((one) => data.districts[one].name).join(words.separator);
const link = (item) => make("a", { href: `#${item.id}`, onclick: (event) => { event.preventDefault(); openItem(item); } }, item.heading);
const right = { hozAlign: "right", headerHozAlign: "right", sorter: "number", headerSortStartingDir: "desc" };

/* Columns: name, how wide, what a narrow screen leaves out; rows: the values, and those of the file beside them. */
const TABLES = {
  items: {
    columns: () => [
      { field: "day", title: words.day, width: narrow.matches ? 96 : 108 },
      { field: "heading", title: words.heading, minWidth: 120, widthGrow: 4, formatter: (cell) => {
        const { item } = cell.getData();
        return make("span", { title: item.start || item.heading }, link(item), item.start ? make("span", { class: "meta" }, `　${item.start}`) : "");
      } },
      { field: "district", title: words.district, minWidth: 90, widthGrow: 2, wide: true },
      { field: "topic", title: words.topic, minWidth: 90, widthGrow: 2, wide: true },
      { field: "helped", title: words.helped, width: 104, wide: true, ...right, formatter: (cell) => (cell.getValue() ? number(cell.getValue()) : words.none) },
      { field: "fen", title: words.given, width: narrow.matches ? 104 : 128, ...right, formatter: (cell) => (cell.getValue() ? yuan(cell.getValue()) : words.none) },
      { field: "worker", title: words.workers, minWidth: 112, widthGrow: 1, wide: true },
      { field: "lowest", title: words.lowest, width: 116, wide: true, ...right, headerSortStartingDir: "asc", formatter: (cell) => confidence(cell.getValue()) },
    ],
    rows: () => shown.map((item) => ({
      item, day: item.day, heading: item.heading, district: names(item.districts), topic: item.topics.map((key) => data.topics[key]).join(words.separator),
      helped: item.people, fen: item.fen, worker: item.workers.map((one) => one.name).join(words.separator), lowest: item.lowest })),
    file: (row) => [[words.day, row.day], [words.heading, row.heading], [words.district, row.district], [words.topic, row.topic], [words.helped, row.helped],
      [words.given, row.fen / 100], [words.workers, row.worker], [words.lowest, row.lowest], [words.bulletin_title, row.item.bulletin.title || ""],
      [words.source, row.item.bulletin.source || ""], [words.id, row.item.id]],
  },
  workers: {
    columns: () => [
      { field: "name", title: words.name, width: 110, formatter: (cell) => {
        const { key } = cell.getData();
        return typeof key === "number" ? make("a", { href: "#tables", onclick: (event) => { event.preventDefault(); view.table = "items"; choose({ person: key }); } }, cell.getValue()) : make("span", {}, cell.getValue());
      } },
      { field: "honours", title: words.honours, minWidth: 150, widthGrow: 3 },
      { field: "employer", title: words.employer, minWidth: 120, widthGrow: 2, wide: true },
      { field: "district", title: words.district, minWidth: 90, widthGrow: 1, wide: true },
      { field: "items", title: words.items, width: 80, ...right },
      { field: "first", title: words.first_day, width: 110, wide: true },
      { field: "last", title: words.last_day, width: 110, wide: true },
    ],
    rows: () => people(shown).map(({ key, name, items: seen, known }) => {
      const days = seen.map((item) => item.day).filter(Boolean).sort();
      return { key, name, honours: (known.honours || []).join(words.separator), employer: (known.employers || []).join(words.separator),
        district: names([...new Set(seen.flatMap((item) => item.districts))]), items: seen.length, first: days[0] || "", last: days[days.length - 1] || "" };
    }),
    file: (row) => [[words.name, row.name], [words.honours, row.honours], [words.employer, row.employer], [words.district, row.district], [words.items, row.items], [words.first_day, row.first], [words.last_day, row.last]],
  },
  funds: {
    columns: () => [
      { field: "day", title: words.day, width: narrow.matches ? 96 : 108 },
      { field: "fen", title: words.amount, width: narrow.matches ? 104 : 140, ...right, formatter: (cell) => yuan(cell.getValue()) },
      { field: "text", title: words.as_written, width: 130, wide: true },
      { field: "purpose", title: words.purpose, minWidth: 100, widthGrow: 1, wide: true },
      { field: "heading", title: words.heading, minWidth: 120, widthGrow: 3, formatter: (cell) => link(cell.getData().item) },
      { field: "district", title: words.district, minWidth: 90, widthGrow: 1, wide: true },
      { field: "sure", title: words.confidence, width: 96, wide: true, ...right, headerSortStartingDir: "asc", formatter: (cell) => confidence(cell.getValue()) },
    ],
    rows: () => shown.flatMap((item) => item.funds.map((fund) => ({ item, day: item.day, fen: fund.fen, text: fund.text, purpose: fund.purpose, approx: fund.approx, heading: item.heading, district: names(item.districts), sure: fund.confidence }))),
    file: (row) => [[words.day, row.day], [words.amount, row.fen / 100], [words.approximate, row.approx ? words.yes : ""], [words.as_written, row.text], [words.purpose, row.purpose], [words.heading, row.heading], [words.district, row.district], [words.confidence, row.sure], [words.id, row.item.id]],
  },
  districts: {
    columns: () => [
      { field: "name", title: words.district, minWidth: 110, widthGrow: 1, formatter: (cell) => make("a", { href: "#tables", onclick: (event) => { event.preventDefault(); view.table = "items"; choose({ place: cell.getData().key }); } }, cell.getValue()) },
      { field: "above", title: words.above, minWidth: 120, widthGrow: 2, wide: true },
      { field: "code", title: words.code, width: 90, wide: true },
      { field: "count", title: words.activities, width: 90, ...right, formatter: (cell) => number(cell.getValue()) },
      { field: "helped", title: words.helped, width: 110, wide: true, ...right, formatter: (cell) => (cell.getValue() ? number(cell.getValue()) : words.none) },
      { field: "fen", title: words.given, width: narrow.matches ? 104 : 140, ...right, formatter: (cell) => (cell.getValue() ? yuan(cell.getValue()) : words.none) },
    ],
    rows: () => {
      const found = new Map();
      for (const item of shown) {
        for (const one of item.districts) {
          const { name, above, code, path } = data.districts[one];
          const row = found.get(one) || found.set(one, { name, above, code: code || "", key: path[path.length - 1], count: 0, helped: 0, fen: 0 }).get(one);
          row.count += 1;
          row.helped += item.people;
          row.fen += item.fen;
        }
      }
      return [...found.values()].sort((one, other) => other.count - one.count);
    },
    file: (row) => [[words.district, row.name], [words.above, row.above], [words.code, row.code], [words.activities, row.count], [words.helped, row.helped], [words.given, row.fen / 100]],
  },
};

function confidence(value) {
  return make("span", { class: value < DOUBTFUL ? "low" : "" }, value.toFixed(2));
}

let table = null;
let tableOf = "";
const narrow = window.matchMedia("(max-width: 700px)");

function showTable() {
  for (const tab of $("tabs").children) tab.setAttribute("aria-selected", tab.dataset.table === view.table);
  const { columns, rows } = TABLES[view.table];
  const wanted = `${view.table}${narrow.matches}`;
  if (tableOf === wanted) {
    table.then((made) => made.replaceData(rows()));
    return;
  }
  tableOf = wanted;
  const kept = columns().filter((column) => !(column.wide && narrow.matches)).map(({ wide, ...column }) => column);
  const box = make("div");
  $("table").replaceChildren(box);
  table = new Promise((resolve) => {
    const made = new Tabulator(box, {
      data: rows(), columns: kept, layout: "fitColumns", height: narrow.matches ? 440 : 560, rowHeight: 40, placeholder: words.no_match,
    });
    made.on("tableBuilt", () => resolve(made));
    made.on("rowClick", (event, row) => { if (row.getData().item && !event.target.closest("a")) openItem(row.getData().item); });
  });
}

// A spreadsheet runs a cell that begins with one of these; an apostrophe makes it text
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function csvCell(value) {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

async function download() {
  const rows = (await table).getData("active").map(TABLES[view.table].file);
  const lines = [(rows[0] || []).map(([name]) => name), ...rows.map((row) => row.map(([, value]) => value))];
  const text = "\ufeff" + lines.map((line) => line.map(csvCell).join(",") + "\r\n").join("");
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  make("a", { href: url, download: `laomo-${view.table}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// --- One item

const dialog = $("item");
const hidden = new Set();
let order = [];
let current = null;

async function openItem(item) {
  const listed = view.table === "items" && table ? (await table).getData("active").map((row) => row.item) : shown;
  order = listed.includes(item) ? listed : shown;
  showItem(item);
}

function showItem(item) {
  current = item;
  const at = order.indexOf(item);
  const go = (by) => () => order[at + by] && showItem(order[at + by]);
  const { bulletin } = item;
  const about = [item.day, item.kind, names(item.districts), bulletin.title, bulletin.published && filled(words.published, bulletin.published)];
  dialog.replaceChildren(
    make("div", { class: "bar" },
      make("button", { class: "button", id: "previous", onclick: go(-1), disabled: at > 0 ? undefined : "" }, words.previous),
      make("button", { class: "button", id: "next", onclick: go(1), disabled: at >= 0 && at < order.length - 1 ? undefined : "" }, words.next),
      make("span", { class: "place" }, at >= 0 ? `${number(at + 1)} / ${number(order.length)}` : ""),
      make("button", { class: "button", id: "close", onclick: () => dialog.close() }, words.close)),
    make("article", {},
      make("h2", { id: "item-heading" }, item.heading),
      make("p", { class: "meta" }, about.filter(Boolean).join(" · "),
        bulletin.source ? make("span", { title: bulletin.source }, ` · ${bulletin.source.split("/").pop()}`) : ""),
      ...(item.checks || []).map((check) => make("p", { class: "warning" }, `${words.does_not_add_up}: ${check}`)),
      legend(item),
      item.text ? textOf(item) : make("p", { class: "note" }, words.no_text),
      valuesOf(item)));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  dialog.dataset.item = item.id;
  history.replaceState(null, "", `#${item.id}`);
}

function openAddressed() {
  const addressed = items.find((item) => `#${item.id}` === location.hash);
  if (addressed) openItem(addressed);
}

const pieceText = (item, index) =>
  item.marks[index][5] ?? item.pieces.filter((piece) => typeof piece !== "string" && piece.includes(index, 1)).map((piece) => piece[0]).join("");

function textOf(item) {
  const box = make("div", { class: "hl", id: "text" });
  for (const piece of item.pieces) {
    if (typeof piece === "string") { box.append(piece); continue; }
    const [text, ...over] = piece;
    const seen = over.filter((index) => !hidden.has(item.marks[index][0]));
    if (!seen.length) { box.append(text); continue; }
    const doubt = seen.some((index) => item.marks[index][3] < DOUBTFUL);
    const mark = make("mark", { class: `k-${KINDS[item.marks[seen[0]][0]]}`, tabindex: 0, "data-marks": seen.join(" "), "data-doubt": doubt ? "" : undefined }, text);
    mark.addEventListener("pointerenter", () => showTip(mark, item, seen));
    mark.addEventListener("focus", () => showTip(mark, item, seen));
    mark.addEventListener("pointerleave", hideTip);
    mark.addEventListener("blur", hideTip);
    box.append(mark);
  }
  return box;
}

function legend(item) {
  const counted = new Map();
  for (const [kind, , , , again] of item.marks) if (!again) counted.set(kind, (counted.get(kind) || 0) + 1);
  const box = make("div", { class: "legend", title: words.legend });
  for (const [kind, count] of [...counted].sort((one, other) => one[0] - other[0])) {
    box.append(make("button", { "aria-pressed": !hidden.has(kind), onclick: () => {
      if (!hidden.delete(kind)) hidden.add(kind);
      box.replaceWith(legend(item));
      $("text")?.replaceWith(textOf(item));
    } }, make("span", { class: `chip k-${KINDS[kind]}` }, `${data.kinds[KINDS[kind]]} ${count}`)));
  }
  return box;
}

function valuesOf(item) {
  const rows = item.marks.map((mark, index) => [mark, index]).filter(([mark]) => !mark[4]).sort((one, other) => one[0][0] - other[0][0]);
  if (!rows.length) return "";
  return make("table", { class: "facts" },
    make("thead", {}, make("tr", {}, make("th", {}, words.kind), make("th", {}, words.as_written), make("th", {}, words.value),
      make("th", { class: "rule" }, words.rule), make("th", { class: "sure" }, words.confidence))),
    make("tbody", {}, ...rows.map(([[kind, value, rule, sure], index]) => make("tr", {},
      make("td", {}, make("span", { class: `chip k-${KINDS[kind]}` }, data.kinds[KINDS[kind]])),
      make("td", {}, pieceText(item, index)), make("td", {}, value),
      make("td", { class: "rule" }, data.rules[rule]),
      make("td", { class: `sure${sure < DOUBTFUL ? " low" : ""}` }, sure.toFixed(2))))));
}

function showTip(mark, item, over) {
  const box = $("tip");
  box.replaceChildren(...over.map((index) => {
    const [kind, value, rule, sure] = item.marks[index];
    return make("div", {}, `${data.kinds[KINDS[kind]]}: `, make("b", {}, value), make("small", {}, `${words.rule} ${data.rules[rule]} · ${words.confidence} ${sure.toFixed(2)}`));
  }));
  dialog.append(box); // a modal dialog lies over everything outside it
  box.hidden = false;
  const { left, top, bottom } = mark.getClientRects()[0];
  box.style.left = `${Math.max(12, Math.min(left, innerWidth - box.offsetWidth - 12))}px`;
  box.style.top = bottom + 8 + box.offsetHeight < innerHeight ? `${bottom + 6}px` : `${Math.max(6, top - box.offsetHeight - 6)}px`;
}

function hideTip() { $("tip").hidden = true; }

dialog.addEventListener("close", () => {
  document.body.append($("tip"));
  hideTip();
  history.replaceState(null, "", location.pathname + location.search);
});
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("scroll", hideTip);
dialog.addEventListener("keydown", (event) => {
  const at = order.indexOf(current);
  const by = { ArrowLeft: -1, ArrowRight: 1, k: -1, j: 1 }[event.key];
  if (by && order[at + by]) { event.preventDefault(); showItem(order[at + by]); $(by < 0 ? "previous" : "next").focus(); }
});

// --- Print: pictures at the width of the paper, and the items as a plain table

const PRINTED = 200;

function printTable() {
  const rows = shown.slice(0, PRINTED);
  const head = [words.day, words.heading, words.district, words.helped, words.given, words.workers];
  $("printed").replaceChildren(
    make("h2", {}, filled(words.printed_items, { shown: number(rows.length), all: number(shown.length) })),
    make("table", {}, make("thead", {}, make("tr", {}, ...head.map((name, index) => make("th", { class: index === 3 || index === 4 ? "number" : "" }, name)))),
      make("tbody", {}, ...rows.map((item) => make("tr", {}, make("td", { class: "day" }, item.day), make("td", {}, item.start ? `${item.heading}　${item.start}` : item.heading), make("td", {}, names(item.districts)),
        make("td", { class: "number" }, item.people ? number(item.people) : words.none), make("td", { class: "number" }, item.fen ? yuan(item.fen) : words.none),
        make("td", {}, item.workers.map((one) => one.name).join(words.separator)))))));
}

window.addEventListener("beforeprint", () => {
  draw(); // the paper does not wait for the next frame
  printTable();
  for (const made of charts.values()) {
    made.resize({ width: 322, height: 285 });
    made.getZr().flush();
  }
});
window.addEventListener("afterprint", () => {
  $("printed").replaceChildren();
  fit();
});
let width = 0;

/* Only where the width changed: a table that is built anew under a finger loses the click. */
function fitTo(now) {
  if (matchMedia("print").matches) return;
  fit();
  if (width && width !== now) table.then((made) => made.redraw(true));
  width = now;
}

function fit() { for (const made of charts.values()) made.resize({ width: "auto", height: "auto" }); }

// --- All of it

function pressed(id, value) {
  for (const button of $(id).children) button.setAttribute("aria-pressed", button.dataset.value === value);
}

function buildSwitch(id, values, choice) {
  $(id).append(...values.map(([value, label]) => make("button", { "data-value": value, onclick: () => { view[choice] = value; drawSoon(); } }, label)));
}

function draw() {
  drawing = 0;
  showFigures();
  showOverTime();
  showTiles();
  showFunds();
  showPeople();
  showConfidence();
  showTopics();
}

function start() {
  const days = items.map((item) => item.day).filter(Boolean).sort();
  const span = days.length ? `${days[0].slice(0, 7)} – ${days[days.length - 1].slice(0, 7)}` : words.no_span;
  $("subtitle").textContent = filled(words.subtitle, { bulletins: number(data.bulletins.length), items: number(items.length), span });
  buildFilters();
  buildSwitch("unit", [["year", words.by_year], ["month", words.by_month]], "unit");
  buildSwitch("funds-as", [["sums", words.as_sums], ["shares", words.as_shares]], "funds");
  buildSwitch("metric", Object.keys(METRICS).map((name) => [name, words[name]]), "metric");
  $("tabs").append(...Object.keys(TABLES).map((name) =>
    make("button", { role: "tab", "data-table": name, onclick: () => { view.table = name; showTable(); } }, words[`table_${name}`])));
  $("download").addEventListener("click", download);
  narrow.addEventListener("change", showTable);
  new ResizeObserver(([{ contentRect }]) => fitTo(contentRect.width)).observe(document.querySelector(".cards"));
  view.grid = firstGrid();
  choose({});
  draw();
  setTimeout(prepareSearch, 300);
  openAddressed();
  window.addEventListener("hashchange", openAddressed);
  document.documentElement.dataset.ready = "";
}

start();
})();
