"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const WORDS = ["gone", "moved", "blocked", "broken", "not running", "thin", "quiet", "ok"];
const TEXTS = {
  en: {
    title: "How the papers do", made: "As of {0}; articles of {1}", skip: "To the table of papers",
    language: "Language", theme: "Light or dark", verdicts: "Papers by verdict", map: "Provinces",
    mapNote: "A tile is a province, where it lies. Choose one to see its papers.", national: "National",
    tile: "{0}: {1} papers, {2} need care", noPapers: "no paper", allWell: "all are well",
    someBad: "some need care", mostBad: "half or more need care",
    broke: "What broke, newest first", nothingBroke: "Nothing: every paper is ok or quiet.", more: "and {0} more below",
    papers: "All papers", search: "Name, publisher or evidence", province: "Province", family: "Family",
    verdict: "Verdict", sort: "Sort by", order: "newly broken first", reset: "Show all", all: "all", count: "{0} of {1} papers",
    paper: "Paper", since: "Since", articles: "Articles", usual: "usual", spark: "30 days", newest: "Newest",
    evidence: "Evidence, what to do", ofUsual: "{0} of usually {1}", sparkLabel: "Articles a day: {0}",
    volume: "Articles a day", ofShown: "Of the papers that the table shows.", volumeLabel: "Articles a day, from {0} to {1}: {2}",
    coverage: "Articles that have each field", coverageNote: "In per cent, of the papers that the table shows.",
    coverageLabel: "Share of articles with each field, day by day; the table below says the same", asTable: "As a table",
    field: "Field", before: "three weeks before", lately: "last seven days",
    stories: "The biggest stories", storiesNote: "One text, many papers: who printed it first, and how fast it spread.",
    noStories: "No story was printed by several papers.", first: "first in {0}, {1}", spread: "{0} papers in {1} provinces, within {2}",
    printings: "Who printed it", facts: "What is to be changed", factsNote: "Facts of papers that did not hold, and what runs found in their place.",
    noFacts: "Nothing: all facts held.", fact: "Fact", declared: "Declared", found: "Found", proof: "Evidence",
    footer: "Made by newscrawl from the records of its runs. This file asks nobody for anything.",
    hours: "{0} hours", days: "{0} days", minutes: "{0} minutes",
    states: {},
  },
  id: {
    title: "Keadaan media", made: "Per {0}; artikel {1} terakhir", skip: "Ke tabel media",
    language: "Bahasa", theme: "Terang atau gelap", verdicts: "Media menurut putusan", map: "Provinsi",
    mapNote: "Satu ubin satu provinsi, di tempatnya. Pilih satu untuk melihat medianya.", national: "Nasional",
    tile: "{0}: {1} media, {2} perlu perhatian", noPapers: "tidak ada media", allWell: "semua baik",
    someBad: "sebagian perlu perhatian", mostBad: "separuh atau lebih perlu perhatian",
    broke: "Yang rusak, terbaru dulu", nothingBroke: "Tidak ada: semua media baik atau sepi.", more: "dan {0} lagi di bawah",
    papers: "Semua media", search: "Nama, penerbit, atau bukti", province: "Provinsi", family: "Keluarga",
    verdict: "Putusan", sort: "Urutkan", order: "yang baru rusak dulu", reset: "Tampilkan semua", all: "semua", count: "{0} dari {1} media",
    paper: "Media", since: "Sejak", articles: "Artikel", usual: "biasanya", spark: "30 hari", newest: "Terbaru",
    evidence: "Bukti, yang perlu dilakukan", ofUsual: "{0} dari biasanya {1}", sparkLabel: "Artikel per hari: {0}",
    volume: "Artikel per hari", ofShown: "Dari media yang tampil di tabel.", volumeLabel: "Artikel per hari, {0} sampai {1}: {2}",
    coverage: "Artikel yang punya tiap bidang", coverageNote: "Dalam persen, dari media yang tampil di tabel.",
    coverageLabel: "Bagian artikel dengan tiap bidang, per hari; tabel di bawah berisi hal yang sama", asTable: "Sebagai tabel",
    field: "Bidang", before: "tiga minggu sebelumnya", lately: "tujuh hari terakhir",
    stories: "Berita terbesar", storiesNote: "Satu teks, banyak media: siapa yang pertama memuat, dan secepat apa menyebar.",
    noStories: "Tidak ada berita yang dimuat beberapa media.", first: "pertama di {0}, {1}", spread: "{0} media di {1} provinsi, dalam {2}",
    printings: "Siapa yang memuat", facts: "Yang perlu diubah", factsNote: "Fakta media yang tidak cocok lagi, dan yang ditemukan sebagai gantinya.",
    noFacts: "Tidak ada: semua fakta cocok.", fact: "Fakta", declared: "Tertulis", found: "Ditemukan", proof: "Bukti",
    footer: "Dibuat oleh newscrawl dari catatan crawl-nya. Berkas ini tidak meminta apa pun dari siapa pun.",
    hours: "{0} jam", days: "{0} hari", minutes: "{0} menit",
    states: {
      ok: "baik", quiet: "sepi", thin: "tipis", "not running": "tidak jalan", broken: "rusak",
      blocked: "diblokir", moved: "pindah", gone: "hilang",
    },
    advice: {
      ok: "tidak ada", quiet: "tidak ada; lihat di peramban bila tetap begitu",
      thin: "scrapy probe {0}: satu sumber atau bagian media mungkin hilang",
      "not running": "periksa jadwal, dan log crawl terakhir",
      gone: "lihat di peramban; ubah `home`, atau hapus kelasnya",
      moved: "bila memang media itu, ubah `home` ke alamat baru; bila bukan, hapus kelasnya",
      broken: "scrapy probe {0} menyebut selektor yang perlu diubah",
      blocked: "crawl lebih pelan, isi NEWSCRAWL_CONTACT, dan surati media itu",
      nothing: "scrapy probe {0} mencari sebab tidak ada yang terbaca",
      silent: "lihat apakah media itu berhenti, pindah, atau meninggalkan feed-nya",
      unreachable: "lihat di peramban; bila banyak yang begitu, periksa jaringan sendiri",
      "robots unavailable": "tunggu; beri tahu media itu bila berhari-hari",
      "feed failed": "kosongkan ruang disk, atau perbaiki tempat penyimpanan, lalu jalankan lagi",
      "state failed": "kosongkan ruang disk, atau singkirkan state yang rusak: lihat log",
      "no browser": "pasang Chromium dan ekstra `browser`", interrupted: "biarkan satu crawl selesai",
      "already running": "hentikan crawl yang memegang kunci media itu", "wrong usage": "perbaiki argumen jadwal",
    },
  },
};
const FIELDS_SHOWN = ["authors", "date_published", "description", "article_section", "images", "keywords"];
const COLOURS = ["#1f8fa3", "#cf6a1c", "#8e6fd8", "#5b9a1f", "#d9478a", "#a07d00", "#4f83e6", "#7a8792", "#cc5a4a", "#129e8c", "#9a7360", "#b052c0"];
const shownFields = new Set(FIELDS_SHOWN);
const chosen = { search: "", province: "", family: "", verdict: "", sort: "order", down: false };
const charts = [];
const sparks = new Map();
let language = (navigator.language || "").startsWith("id") ? "id" : "en";
let texts = TEXTS[language];
let formats = formatsOf(language);
data.papers.forEach((one, order) => { one.order = order; });

// Each takes longer to make than to use.
function formatsOf(code) {
  const date = (options) => new Intl.DateTimeFormat(code, options);
  return {
    number: new Intl.NumberFormat(code),
    date: date({ dateStyle: "medium", timeZone: "UTC" }),
    day: date({ day: "numeric", month: "short", timeZone: "UTC" }),
    moment: date({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Jakarta" }),
  };
}

const at = (id) => document.getElementById(id);
const fill = (text, ...given) => text.replace(/\{(\d)\}/g, (_, n) => given[n]);
const state = (word) => texts.states[word] || word;
const advice = (one) => (language === "en" ? one.advice : fill(texts.advice[one.cause], one.site));
const number = (value) => formats.number.format(value);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
}

function link(address, text) {
  if (!/^https?:\/\//.test(address || "")) return make("span", { text });
  return make("a", { href: address, target: "_blank", rel: "noreferrer noopener", text });
}

function moment(text) {
  if (!text) return "–";
  if (!text.includes("T")) return formats.date.format(new Date(text));
  return `${formats.moment.format(new Date(text))} WIB`;
}

function lasted(minutes) {
  if (minutes < 90) return fill(texts.minutes, number(Math.round(minutes)));
  if (minutes < 48 * 60) return fill(texts.hours, number(Math.round(minutes / 60)));
  return fill(texts.days, number(Math.round(minutes / 60 / 24)));
}

/* The map. */

function drawMap() {
  const byRegion = new Map();
  for (const one of data.papers) {
    const key = one.region || "";
    byRegion.set(key, [...(byRegion.get(key) || []), one]);
  }
  const tiles = data.tiles.map((tile) => [tile, byRegion.get(tile.code) || []]);
  if (byRegion.has("")) tiles.push([{ code: "", name: texts.national, column: 9, row: 6 }, byRegion.get("")]);
  at("map").replaceChildren(...tiles.map(([tile, papers]) => {
    const bad = papers.filter((one) => one.bad).length;
    const level = !papers.length ? "none" : !bad ? "ok" : bad * 2 < papers.length ? "some" : "most";
    const value = tile.code ? tile.name : "nasional";
    const label = fill(texts.tile, tile.name, papers.length, bad);
    const button = make(
      "button",
      { type: "button", class: level, title: label, "aria-pressed": chosen.province === value },
      make("span", { class: "heard", text: label }),
      make("span", { "aria-hidden": "true", text: tile.code ? tile.code.slice(3) : tile.name }),
      make("small", { "aria-hidden": "true", text: papers.length ? `${bad}/${papers.length}` : "" }),
    );
    button.style.gridColumn = tile.code ? `${tile.column + 1}` : `${tile.column + 1} / span 4`;
    button.style.gridRow = `${tile.row + 1}`;
    if (!tile.code) button.classList.add("whole");
    button.disabled = !papers.length;
    button.addEventListener("click", () => choose({ province: chosen.province === value ? "" : value }));
    button.dataset.value = value;
    return button;
  }));
  const levels = { ok: texts.allWell, some: texts.someBad, most: texts.mostBad, none: texts.noPapers };
  at("legend").replaceChildren(...Object.entries(levels).map(([level, text]) => make("li", { class: level, text })));
}

function drawVerdicts() {
  at("verdicts").replaceChildren(...WORDS.map((word) => {
    const count = data.papers.filter((one) => one.verdict === word).length;
    const button = make(
      "button",
      { type: "button", class: word.replace(" ", "-"), "aria-pressed": chosen.verdict === word },
      make("b", { text: number(count) }), make("span", { text: state(word) }),
    );
    button.hidden = !count;
    button.addEventListener("click", () => choose({ verdict: chosen.verdict === word ? "" : word }));
    button.dataset.value = word;
    const item = make("li", {}, button);
    item.hidden = !count;
    return item;
  }));
}

function badge(one) {
  return make("span", { class: `badge ${one.verdict.replace(" ", "-")}`, text: state(one.verdict) });
}

function drawBroke() {
  const bad = data.papers.filter((one) => one.bad);
  const items = bad.slice(0, 12).map((one) => make(
    "li", {},
    make("div", { class: "head" }, badge(one), link(one.home, one.publisher), make("span", { class: "soft", text: `${one.province}, ${moment(one.since)}` })),
    make("span", { text: one.evidence, lang: "en" }), make("span", { class: "advice", text: advice(one) }),
  ));
  if (!bad.length) items.push(make("li", { text: texts.nothingBroke }));
  if (bad.length > 12) items.push(make("li", { class: "soft", text: fill(texts.more, bad.length - 12) }));
  at("broke").replaceChildren(...items);
  // What scrolls must be reachable by keyboard.
  at("broke").tabIndex = bad.length ? 0 : -1;
}

/* The table. */

const COLUMNS = {
  order: (one) => one.order,
  paper: (one) => one.publisher.toLowerCase(),
  province: (one) => one.province.toLowerCase(),
  state: (one) => WORDS.indexOf(one.verdict),
  since: (one) => (one.since ? Date.parse(one.since) : 0),
  articles: (one) => one.articles,
  spark: null,
  newest: (one) => one.newest || "",
  evidence: null,
};
const heading = (name) => texts[name === "state" ? "verdict" : name];
let rows = [];

function drawRows() {
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) spark(entry.target);
  }, { rootMargin: "200px" });
  for (const chart of sparks.values()) chart.destroy();
  sparks.clear();
  rows = data.papers.map((one) => {
    const drawn = make("div", { class: "spark", role: "img", "aria-label": fill(texts.sparkLabel, one.days.join(", ")) });
    seen.observe(drawn);
    drawn.days = one.days;
    const cell = (given, ...inside) => make("td", { role: "cell", ...given }, ...inside);
    const row = make(
      "tr", { role: "row" },
      make("th", { role: "rowheader", scope: "row" }, link(one.home, one.publisher), make("small", { class: "soft publisher", text: one.site })),
      cell({ "data-head": "" }, badge(one)),
      cell({}, make("span", { text: one.province }), make("small", { class: "publisher", text: one.family })),
      cell({ "data-head": texts.since, text: moment(one.since) }),
      cell({ class: "number", "data-head": texts.articles, text: one.usual === null ? number(one.articles) : `${number(one.articles)} / ${number(Math.round(one.usual))}` }),
      cell({}, drawn),
      cell({ class: "wide", "data-head": texts.newest, text: moment(one.newest) }),
      cell({ class: "evidence wide" }, make("span", { text: one.evidence, lang: "en" }), make("span", { class: "advice", text: one.bad ? advice(one) : "" })),
    );
    const words = `${one.site} ${one.publisher} ${one.home} ${one.evidence}`.toLowerCase();
    return { one, row, words };
  });
  const order = { paper: 1, state: 1, province: 1, since: 1, articles: 1, spark: 0, newest: 1, evidence: 0 };
  at("heads").replaceChildren(...Object.entries(order).map(([name, sorts]) => {
    const text = name === "articles" ? `${texts.articles} / ${texts.usual}` : heading(name);
    const head = make("th", { role: "columnheader", scope: "col" });
    if (sorts) {
      const button = make("button", { type: "button", text });
      button.addEventListener("click", () => choose({ sort: name, down: chosen.sort === name && !chosen.down }));
      head.append(button);
      head.dataset.name = name;
    } else head.textContent = text;
    return head;
  }));
  const sorted = ["order", ...Object.keys(order).filter((name) => order[name])];
  at("sort").replaceChildren(...sorted.map((name) => make("option", { value: name, text: heading(name) })));
}

function drawFilters() {
  const given = (name) => [...new Set(data.papers.map((one) => one[name]))].sort((a, b) => a.localeCompare(b));
  const options = { province: given("province"), family: given("family"), verdict: WORDS.filter((word) => data.papers.some((one) => one.verdict === word)) };
  for (const [name, values] of Object.entries(options)) {
    at(name).replaceChildren(
      make("option", { value: "", text: texts.all }),
      ...values.map((value) => make("option", { value, text: name === "verdict" ? state(value) : value })),
    );
  }
}

function choose(changes) {
  Object.assign(chosen, changes);
  const key = COLUMNS[chosen.sort];
  const sign = chosen.down ? -1 : 1;
  rows.sort((a, b) => {
    const [one, other] = [key(a.one), key(b.one)];
    return sign * (one < other ? -1 : one > other ? 1 : 0) || a.one.order - b.one.order;
  });
  const wanted = chosen.search.toLowerCase().split(/\s+/).filter(Boolean);
  for (const { one, row, words } of rows) {
    row.hidden = !(wanted.every((word) => words.includes(word))
      && (!chosen.province || one.province === chosen.province)
      && (!chosen.family || one.family === chosen.family)
      && (!chosen.verdict || one.verdict === chosen.verdict));
  }
  at("rows").replaceChildren(...rows.map(({ row }) => row));
  for (const name of ["search", "province", "family", "verdict", "sort"]) at(name).value = chosen[name];
  for (const head of at("heads").children) {
    if (head.dataset.name === chosen.sort) head.setAttribute("aria-sort", chosen.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  for (const tile of at("map").children) tile.setAttribute("aria-pressed", tile.dataset.value === chosen.province);
  for (const chip of at("verdicts").querySelectorAll("button")) chip.setAttribute("aria-pressed", chip.dataset.value === chosen.verdict);
  at("count").textContent = fill(texts.count, number(shownPapers().length), number(rows.length));
  drawCharts();
}

const shownPapers = () => rows.filter(({ row }) => !row.hidden).map(({ one }) => one);

/* The charts. */

const HIDDEN = { cursor: { show: false }, select: { show: false }, legend: { show: false } };
const X = data.days.map((_, day) => day);

function spark(element) {
  if (sparks.has(element)) return;
  sparks.set(element, new uPlot({
    ...HIDDEN, width: 120, height: 30, padding: [2, 0, 2, 0],
    scales: { x: { time: false }, y: { range: (_, least, most) => [0, Math.max(1, most)] } },
    axes: [{ show: false }, { show: false }],
    series: [{}, { stroke: colour("--accent"), fill: colour("--fill"), width: 1.5, points: { show: false } }],
  }, [X, element.days], element));
}

function chart(id, series, values, range) {
  const box = at(id);
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
  box.replaceChildren();
  charts.push(new uPlot({
    ...HIDDEN, width: Math.max(box.clientWidth, 240), height: 240, padding: [8, 12, 0, 0],
    scales: { x: { time: false, range: [-0.6, X.length - 0.4] }, y: { range } },
    axes: [
      { ...axis, space: 56, incrs: [1, 2, 5, 7, 14], values: (_, splits) => splits.map((n) => (Number.isInteger(n) && data.days[n] ? formats.day.format(new Date(data.days[n])) : "")) },
      { ...axis, size: 48, values: (_, splits) => splits.map(number) },
    ],
    series: [{}, ...series],
  }, [X, ...values], box));
}

const sums = (lists) => X.map((day) => lists.reduce((sum, list) => sum + list[day], 0));
const percent = (part, whole) => (whole ? Math.round((1000 * part) / whole) / 10 : null);

function drawCharts() {
  while (charts.length) charts.pop().destroy();
  const papers = shownPapers();
  const articles = sums(papers.map((one) => one.days));
  const bars = uPlot.paths.bars({ size: [0.7, 40] });
  chart("volume", [{ stroke: colour("--accent"), fill: colour("--accent"), width: 0, paths: bars, points: { show: false } }], [articles], (_, least, most) => [0, Math.max(5, most * 1.05)]);
  at("volume").setAttribute("aria-label", fill(texts.volumeLabel, data.days[0], data.days.at(-1), articles.join(", ")));
  const filled = data.fields.map((_, field) => sums(papers.map((one) => one.filled[field])));
  const kept = data.fields.map((name, field) => [name, field]).filter(([name]) => shownFields.has(name));
  chart(
    "coverage",
    kept.map(([, field]) => ({ stroke: COLOURS[field % COLOURS.length], width: 2, spanGaps: true, points: { show: false } })),
    kept.map(([, field]) => X.map((day) => percent(filled[field][day], articles[day]))),
    () => [0, 102],
  );
  at("coverage").setAttribute("aria-label", texts.coverageLabel);
  const span = (list, begin, end) => list.slice(begin, end).reduce((sum, count) => sum + count, 0);
  const share = (field, begin, end) => {
    const value = percent(span(filled[field], begin, end), span(articles, begin, end));
    return value === null ? "–" : `${number(value)} %`;
  };
  at("coverage-table").replaceChildren(make(
    "table", {},
    make("thead", {}, make("tr", {}, ...["field", "before", "lately"].map((name) => make("th", { scope: "col", text: texts[name] })))),
    make("tbody", {}, ...data.fields.map((name, field) => make(
      "tr", {}, make("th", { scope: "row", text: name }),
      make("td", { class: "number", text: share(field, 0, -7) }), make("td", { class: "number", text: share(field, -7, undefined) }),
    ))),
  ));
}

function drawSeries() {
  at("series").replaceChildren(...data.fields.map((name, field) => {
    const box = make("input", { type: "checkbox" });
    const mark = make("i", { "aria-hidden": "true" });
    mark.style.background = COLOURS[field % COLOURS.length];
    box.checked = shownFields.has(name);
    box.addEventListener("change", () => {
      if (box.checked) shownFields.add(name);
      else shownFields.delete(name);
      drawCharts();
    });
    return make("label", {}, box, mark, name);
  }));
}

/* Stories, and facts. */

function drawStories() {
  const known = new Map(data.papers.map((one) => [one.site, one]));
  const named = (site) => (known.has(site) ? known.get(site).publisher : site);
  at("stories").replaceChildren(...data.stories.map((story) => {
    const times = story.printings.map((one) => Date.parse(one.at)).filter((time) => !Number.isNaN(time));
    const [begin, end] = [Math.min(...times), Math.max(...times)];
    const provinces = new Set(story.printings.map((one) => (known.has(one.site) ? known.get(one.site).province : "")));
    const papers = new Set(story.printings.map((one) => one.site));
    const dots = make("div", { class: "spread", "aria-hidden": "true" }, ...times.map((time) => {
      const dot = make("i");
      dot.style.left = `${end > begin ? (100 * (time - begin)) / (end - begin) : 0}%`;
      return dot;
    }));
    return make(
      "li", {},
      make("strong", {}, link(story.url, story.headline)),
      make("span", { class: "soft", text: `${fill(texts.spread, papers.size, provinces.size, lasted(times.length ? (end - begin) / 6e4 : 0))}; ${fill(texts.first, named(story.site), moment(story.printings[0].at))}` }),
      dots,
      make("details", {}, make("summary", { text: texts.printings }), make("ul", {}, ...story.printings.map((one) => make("li", { text: `${named(one.site)}, ${moment(one.at)}` })))),
    );
  }));
  if (!data.stories.length) at("stories").append(make("li", { text: texts.noStories }));
}

function drawFacts() {
  if (!data.facts.length) {
    at("facts").replaceChildren(make("p", { text: texts.noFacts }));
    return;
  }
  const columns = { site: "paper", fact: "fact", declared: "declared", found: "found", evidence: "proof" };
  at("facts").replaceChildren(make(
    "table", { role: "table", "aria-labelledby": "facts-title" },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...Object.values(columns).map((name) => make("th", { role: "columnheader", scope: "col", text: texts[name] })))),
    make("tbody", { role: "rowgroup" }, ...data.facts.map((one) => make(
      "tr", { role: "row" }, ...Object.entries(columns).map(([key, name]) => make("td", { role: "cell", "data-head": texts[name], text: one[key] })),
    ))),
  ));
}

/* All of it. */

function draw() {
  texts = TEXTS[language];
  formats = formatsOf(language);
  document.documentElement.lang = language;
  document.title = `newscrawl: ${texts.title}`;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = texts[element.dataset.text];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", texts[element.dataset.label]);
  for (const button of at("languages").children) button.setAttribute("aria-pressed", button.dataset.language === language);
  at("made").textContent = fill(texts.made, moment(data.now), lasted(data.hours * 60));
  drawVerdicts();
  drawMap();
  drawBroke();
  drawFilters();
  drawRows();
  drawSeries();
  drawStories();
  drawFacts();
  choose({});
}

const dark = matchMedia("(prefers-color-scheme: dark)");

function repaint() {
  for (const [element, chart] of [...sparks]) {
    chart.destroy();
    sparks.delete(element);
    spark(element);
  }
  drawCharts();
}

for (const name of ["province", "family", "verdict", "sort"]) {
  at(name).addEventListener("change", () => choose({ [name]: at(name).value, ...(name === "sort" ? { down: false } : {}) }));
}
at("search").addEventListener("input", () => choose({ search: at("search").value }));
at("search").form.addEventListener("submit", (event) => event.preventDefault());
at("reset").addEventListener("click", (event) => {
  event.preventDefault();
  choose({ search: "", province: "", family: "", verdict: "", sort: "order", down: false });
});
for (const button of at("languages").children) {
  button.addEventListener("click", () => {
    language = button.dataset.language;
    draw();
  });
}
at("theme").addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset.theme = (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark";
  repaint();
});
dark.addEventListener("change", repaint);
let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(drawCharts, 150);
});
draw();
