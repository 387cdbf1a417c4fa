/** The portal's style sheet, after Fluent's type, spacing and colours. It loads no other resources. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#242424, #ffffff);
  --soft: light-dark(#5c5c5c, #adadad);
  --ground: light-dark(#f5f5f5, #1b1a19);
  --paper: light-dark(#ffffff, #292827);
  --line: light-dark(#d1d1d1, #484644);
  --edge: light-dark(#858585, #8f8f8f);
  --brand: light-dark(#0f6cbd, #479ef5);
  --brand-hover: light-dark(#115ea3, #62abf5);
  --on-brand: light-dark(#ffffff, #0a1a2b);
  --good: light-dark(#0e700e, #54b054);
  --warn: light-dark(#8a3707, #f4a971);
  --bad: light-dark(#b10e1c, #f1707b);
  --tint: light-dark(#ebf3fc, #10253c);
}
* { box-sizing: border-box; }
@media (scripting: none) { [data-copies], [data-scripted] { display: none; } }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  --column: 40rem; overflow-wrap: break-word; line-break: strict;
  font: 400 0.9375rem/1.7 "Segoe UI Variable Text", "Segoe UI", "Yu Gothic UI", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif;
}
body.wide { --column: 67.5rem; }
a { color: var(--brand); }
bdi, code { overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; border-radius: 4px; }
.note:focus-visible { outline: 0; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 8px 12px; z-index: 1; }
.bar {
  display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; justify-content: space-between;
  padding: 10px max(16px, calc((100% - var(--column)) / 2)); background: var(--paper); border-bottom: 1px solid var(--line);
}
.bar nav { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; font-size: 0.8125rem; }
.bar nav a { padding: 4px 0; }
.bar nav form, .who { min-width: 0; }
.bar form { margin: 0; }
.brand { display: inline-flex; gap: 10px; align-items: center; font-weight: 600; color: inherit; text-decoration: none; }
.mark { width: 22px; height: 16px; border-radius: 3px; background: linear-gradient(135deg, var(--brand) 55%, var(--tint) 55%); border: 1px solid var(--brand); }
.who { max-width: 16em; overflow: hidden; color: var(--soft); text-overflow: ellipsis; white-space: nowrap; }
main { max-width: calc(var(--column) + 32px); margin: 0 auto; padding: 28px 16px 64px; }
.wide:not(:has(.leads)) :is(section, .card, .note):not(:has(.table)), .wide p { max-width: 48rem; }
h1, h2, h3, th, summary, button, .button, .badge, .choices strong { text-wrap: balance; word-break: auto-phrase; }
a, dt, label, legend, caption { word-break: auto-phrase; }
h1 { font-size: 1.625rem; line-height: 1.35; font-weight: 600; margin: 0 0 20px; }
h2 { font-size: 1.125rem; line-height: 1.45; font-weight: 600; margin: 0 0 8px; }
h2.lead { font-size: 1.25rem; }
h3 { font-size: 0.9375rem; font-weight: 600; margin: 16px 0 4px; }
p { margin: 0 0 12px; }
.within { color: var(--soft); font-size: 0.8125rem; } .within a { display: inline-block; padding: 2px 0; }
.within > * + *::before { content: '›'; display: inline-block; margin: 0 8px 0 4px; color: var(--soft); }
footer { max-width: calc(var(--column) + 32px); margin: -48px auto 0; padding: 0 16px 32px; color: var(--soft); font-size: 0.75rem; }
body:not(:has(time)) footer { display: none; }
section:target { border-color: var(--brand); scroll-margin-top: 16px; }
section, .card {
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 20px 24px; margin: 0 0 16px;
}
section > :last-child, .card > :last-child { margin-bottom: 0; }
section > h3:first-child, section > form > label:first-of-type { margin-top: 0; }
.head { display: flex; gap: 8px 12px; align-items: flex-start; justify-content: space-between; margin-bottom: 12px; }
.head h2 { margin: 0; min-width: 0; } .head .badge { flex: none; }
.soft { color: var(--soft); }
.hint { color: var(--soft); font-size: 0.8125rem; }
.choices { list-style: none; padding: 0; margin: 0; display: grid; gap: 12px; }
.choices a { display: block; padding: 16px 20px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; text-decoration: none; }
.choices a:hover { border-color: var(--brand); background: var(--tint); }
.choices strong { display: block; font-size: 1rem; }
.choices span { color: var(--soft); font-size: 0.8125rem; }
.findings { list-style: none; padding: 0; margin: 0; }
.findings > li { padding: 12px 0; border-bottom: 1px solid var(--line); } .findings:last-child > li:last-child { border-bottom: 0; padding-bottom: 0; }
.findings p { margin: 0 0 4px; } .findings .head { margin: 0; } .findings .head + p { margin-top: 4px; } .findings code { overflow-wrap: anywhere; }
label { display: block; font-weight: 600; margin: 12px 0 4px; }
label.tick { font-weight: 400; display: flex; gap: 8px; align-items: center; margin: 0 0 12px; }
input[type=text], input[type=email], input[type=url], input[type=password], input[type=file], select {
  width: 100%; max-width: 32.5rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--edge); border-radius: 4px; padding: 7px 10px;
}
textarea { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; padding: 7px 10px; overflow-wrap: anywhere; }
:is(input, textarea)[readonly] { max-width: none; background: var(--ground); border-color: transparent; }
textarea[readonly] { resize: none; font-size: 0.8125rem; padding: 10px; field-sizing: content; }
:is(input, textarea)[aria-invalid=true] { border-color: var(--bad); }
.error { color: var(--bad); font-size: 0.8125rem; margin: 4px 0 0; }
button, .button {
  display: inline-flex; align-items: center; justify-content: center; text-align: center;
  font: inherit; font-weight: 600; line-height: 1.4; padding: 7px 18px; border-radius: 4px; cursor: pointer;
  border: 1px solid var(--edge); background: var(--paper); color: inherit; text-decoration: none;
}
button:hover, .button:hover { border-color: var(--ink); }
button.primary, .button.primary { background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
button.primary:hover, .button.primary:hover { background: var(--brand-hover); }
button.danger { background: var(--bad); border-color: var(--bad); color: light-dark(#fff, #2b0a0d); }
button.quiet { border: 0; padding: 4px; background: none; color: var(--brand); font-weight: 400; text-decoration: underline; }
.actions, .actions > form { display: flex; flex-wrap: wrap; gap: 10px; }
.actions { margin: 16px 0 0; }
.actions form { margin: 0; }
.actions:empty { display: none; }
.ending { margin: 16px 0 0; padding-top: 12px; border-top: 1px solid var(--line); }
.ending a { display: inline-block; padding: 2px 0; color: var(--bad); }
.actions > [role=status] { order: 1; align-self: center; } .actions > [role=status]:empty { position: absolute; }
.actions + .hint { margin-top: 8px; } form + :is(.note, .table) { margin-top: 16px; }
:is(input, textarea, .error) + .hint { margin-top: 4px; } table + .hint { margin-top: 12px; }
.badge { display: inline-block; font-size: 0.8125rem; font-weight: 600; padding: 1px 10px; border-radius: 999px; border: 1px solid currentColor; color: var(--soft); white-space: nowrap; }
.badge.good { color: var(--good); } .badge.warn { color: var(--warn); } .badge.bad { color: var(--bad); } .badge.busy { color: var(--brand); }
[data-stale] .badge { color: var(--soft); }
.note { border-left: 4px solid var(--brand); background: var(--tint); padding: 10px 16px; border-radius: 4px; margin: 0 0 16px; }
.note.bad { border-color: var(--bad); background: light-dark(#fdf3f4, #3b1519); }
.note.good { border-color: var(--good); background: light-dark(#f1faf1, #0d2b0d); }
.note.warn { border-color: var(--warn); background: light-dark(#fff6ed, #35200f); }
.note > :last-child { margin-bottom: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 24px; margin: 0 0 12px; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
progress { display: block; width: 100%; height: 8px; appearance: none; border: 0; border-radius: 4px; overflow: hidden; background: var(--line); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--brand); }
progress::-moz-progress-bar { background: var(--brand); }
.running { margin-bottom: 16px; } .running p { margin: 4px 0 0; } .running label { margin-top: 0; }
input[type=checkbox], input[type=radio] { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--brand); }
.actions + details:not(.more) { margin-top: 12px; font-size: 0.8125rem; }
.ways { list-style: none; padding: 0; display: grid; gap: 16px; }
.ways form, .ways > li > button { margin-bottom: 6px; } .ways p { margin: 0; }
.entries { list-style: none; padding: 0; }
.entries li { padding: 8px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.entries .soft { display: block; font-size: 0.8125rem; }
.entries li:last-child, tbody tr:last-child > td { border-bottom: 0; }
.ids { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
.screen { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 8px; }
.history { margin: 16px 0 0; } .history svg { display: block; width: 100%; height: 96px; border-bottom: 1px solid var(--line); }
.history .line { fill: none; stroke: var(--brand); stroke-width: 2; vector-effect: non-scaling-stroke; } .history .area { fill: var(--tint); }
.history figcaption { display: flex; justify-content: space-between; gap: 16px; margin-top: 6px; color: var(--soft); font-size: 0.8125rem; }
.age.warn { color: var(--warn); } .age.bad { color: var(--bad); }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
th.number, td.number { text-align: right; }
fieldset { border: 0; padding: 0; margin: 0; } legend { font-weight: 600; padding: 0; margin-bottom: 8px; }
.tick + .hint { margin: -8px 0 12px calc(1.5rem + 8px); }
label.tick[data-scripted] { margin-top: 6px; }
ol, ul { padding-left: 1.4em; margin: 0 0 12px; }
.reveal:not(:has(input[type=checkbox]:checked)) .revealed { display: none; }
details summary { cursor: pointer; color: var(--brand); list-style-position: outside; margin-left: 1.2em; }
details[open] summary { margin-bottom: 8px; }
details > :last-child { margin-bottom: 0; }
.more { border-top: 1px solid var(--line); margin-top: 16px; padding-top: 12px; }
.more > :last-child { margin-bottom: 0; }
.more + .reveal, .more + .note { margin-top: 16px; }
.go { white-space: nowrap; }
.tabs { display: flex; gap: 4px; overflow-x: auto; margin: 0 0 20px; border-bottom: 1px solid var(--line); }
.tabs a { flex: none; padding: 8px 12px; color: var(--soft); text-decoration: none; border-bottom: 3px solid transparent; border-radius: 4px 4px 0 0; }
.tabs a:hover { color: var(--ink); border-color: var(--line); }
.tabs a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--brand); }
.tabs a:focus-visible { outline-offset: -2px; }
.totals { display: flex; flex-wrap: wrap; gap: 8px; padding: 0; margin: 0 0 16px; list-style: none; }
.totals a { display: block; padding: 2px 12px; font-size: 0.8125rem; color: inherit; text-decoration: none; border: 1px solid var(--edge); border-radius: 999px; }
.totals a:hover { border-color: var(--soft); }
.totals a[aria-current] { background: var(--tint); border-color: var(--brand); }
.totals strong { margin-left: 4px; font-variant-numeric: tabular-nums; }
.search { display: flex; flex-wrap: wrap; max-width: 48rem; gap: 8px 12px; align-items: end; margin: 0 0 20px; }
.search div:first-of-type { flex: 1 1 220px; } .search div { flex: 0 1 180px; }
.search label { margin-top: 0; font-size: 0.8125rem; }
.search input, .search select, .search button { height: 40px; }
.search > a { line-height: 40px; }
h2 label { margin: 0; }
li > label { font-weight: 400; margin: 0 0 4px; }
.choose { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 0 16px; }
fieldset + fieldset { margin-top: 16px; }
.sample { margin: 0 0 12px; padding: 10px 12px; white-space: pre; overflow-x: auto; background: var(--ground); border-radius: 4px; }
.sample:not(:has(code)) { white-space: pre-wrap; overflow-wrap: anywhere; }
.small { white-space: nowrap; padding: 2px 12px; font-size: 0.8125rem; }
td .actions { margin: 0 0 6px; gap: 6px; }
td .hint { margin: 4px 0 0; }
td time { white-space: nowrap; }
td .soft { display: block; }
td .badge + .hint { max-width: 24em; }
.table { overflow-x: auto; }
.table table { min-width: 35rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
caption { padding: 0 0 4px; font-weight: 600; text-align: left; }
th { text-align: left; font-weight: 600; color: var(--soft); }
.table th { white-space: nowrap; } td:first-child:has(bdi) { min-width: 15rem; }
.table + details, .table + .hint { margin-top: 12px; }
h2 + .totals { margin-top: 12px; }
li > .actions { margin: 8px 0 12px; }
.reveal:not(:has(input[type=checkbox]:checked)) > .tick { margin-bottom: 0; }
th, td { padding: 8px 24px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
code { font-family: "Cascadia Mono", Consolas, "Noto Sans Mono", monospace; font-size: 0.92em; overflow-wrap: anywhere; }
.support { color: var(--soft); font-size: 0.75rem; margin-top: 20px; }
@media (max-width: 35em) {
  h1 { font-size: 1.375rem; }
  .bar { gap: 4px 10px; } .bar:has(.who) .brand { font-size: 0; gap: 0; } .bar nav { gap: 4px 12px; } .brand { gap: 6px; }
  .bar .quiet { padding: 4px 0; }
  .who { max-width: 8em; }
  button:not(.quiet), .button { min-height: 40px; }
  .small { padding: 8px 16px; } .totals a { padding: 6px 14px; } details summary { padding: 6px 0; }
  .actions > :is(form, button, .button):not(.small, :has(.small)) { flex: 1 1 40%; }
  .actions > :is(.primary, :has(> .primary)):not(.small) { flex-basis: 100%; }
  .actions > form > button:not(.small) { width: 100%; }
  .ways > li > button, .ways form > button { width: 100%; }
  section, .card { padding: 16px; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; }
  .tabs { flex-wrap: wrap; gap: 0; } .tabs a { padding: 8px 6px; font-size: 0.875rem; }
  .stacked { overflow: visible; }
  .stacked table, .stacked tbody, .stacked caption { display: block; min-width: 0; }
  .stacked thead { display: none; }
  .stacked tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line); }
  .stacked td { display: grid; grid-template-columns: 7.5em minmax(0, 1fr); gap: 8px; border: 0; padding: 2px 0; overflow-wrap: anywhere; }
  .stacked td:empty { display: none; }
  .stacked :is(time, .soft, .badge) { white-space: normal; }
  .people td:first-child { display: block; font-weight: 600; }
  .stacked td > :is(.badge, .button) { justify-self: start; }
  .stacked tr:last-child { border-bottom: 0; }
  .stacked td.number { text-align: left; }
  .stacked td::before { content: attr(data-label); color: var(--soft); font-size: 0.8125rem; }
  .people td:first-child::before { content: none; }
}
@media (forced-colors: active) {
  progress { appearance: auto; }
  .tabs a:not([aria-current]) { border-bottom-color: Canvas; }
  .totals a[aria-current] { outline: 2px solid Highlight; outline-offset: -2px; }
}
@media print {
  :root { color-scheme: light; }
  .skip, nav:not(.within), form, .actions, .ending, button, .button { display: none !important; }
  main { max-width: none; padding: 0; } .bar { padding: 8px 0; }
  section, .card { padding: 0; border: 0; } tr, .note, dd { break-inside: avoid; }
  .table { overflow: visible; } .table table { min-width: 0; }
}
`;
