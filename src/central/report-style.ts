/** The one style sheet of the centre's pages: system fonts, two themes, no colour that carries a meaning alone. */
export const reportStyle = `
:root { color-scheme: light dark; --ink: #16181d; --paper: #fbfbf9; --line: #c9ccd1; --in: #2b5f8a; --out: #9a6a1f; --fault: #a3271d; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef1; --paper: #14161a; --line: #41464e; --in: #7fb2dc; --out: #d9a95c; --fault: #f0958d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 28px; margin: 8px 0 16px; } h2 { font-size: 20px; margin: 32px 0 8px; } h3 { font-size: 16px; margin: 16px 0 4px; }
nav { float: right; } nav a, section a { color: var(--in); margin-right: 8px; }
form { display: flex; flex-wrap: wrap; gap: 16px; align-items: end; }
label { display: grid; gap: 4px; }
input, button { font: inherit; padding: 8px 12px; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: inherit; }
button { background: var(--ink); color: var(--paper); border-color: var(--ink); cursor: pointer; }
:focus-visible { outline: 3px solid var(--in); outline-offset: 2px; }
.fault { color: var(--fault); font-weight: 600; } .sum strong { font-size: 20px; }
svg { width: 100%; height: 200px; } svg.map { height: auto; border: 1px solid var(--line); border-radius: 4px; } .map .other { fill: none; stroke: var(--line); } .map .own { fill: none; stroke: var(--ink); }
.map circle { fill: var(--in); stroke: var(--ink); stroke-width: 2; } .map .step-0 { fill: var(--paper); } .map .step-1 { fill-opacity: 0.3; } .map .step-2 { fill-opacity: 0.55; } .map .step-3 { fill-opacity: 0.8; }
.map text { fill: var(--ink); font-size: 13px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; } .map a:focus-visible circle { stroke: var(--out); stroke-width: 5; } rect.entry { fill: var(--in); } rect.exit { fill: var(--out); } svg line { stroke: var(--line); }
.columns { columns: 3 280px; column-gap: 32px; } .columns > div { break-inside: avoid; }
.scroll { max-height: 420px; overflow: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); text-align: right; } th:first-child, td:first-child { text-align: left; }
th { position: sticky; top: 0; background: var(--paper); }
`;
