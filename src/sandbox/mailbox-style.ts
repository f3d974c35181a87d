/** A file of its own, because the pages' policy allows no style inside them. */
export const mailboxStyle = `
:root {
  color-scheme: light dark;
  --paper: #faf9f7;
  --raised: #fff;
  --ink: #1e2228;
  --quiet: #59616c;
  --line: rgb(20 24 32 / 12%);
  --edge: #858c96;
  --accent: #1c587b;
  --on-accent: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171b;
    --raised: #1c1f24;
    --ink: #ebe9e4;
    --quiet: #a5abb5;
    --line: rgb(255 255 255 / 13%);
    --edge: #767d88;
    --accent: #90c6e6;
    --on-accent: #0f1f2a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 46rem;
  padding: 3.5rem 1.5rem 6rem;
  background: var(--paper);
  color: var(--ink);
  font: 400 1rem/1.6 system-ui, sans-serif;
}
h1 { margin: 0; font-size: 1.75rem; font-weight: 620; letter-spacing: -0.02em; line-height: 1.2; }
h2 { margin: 0 0 1rem; font-size: 1rem; font-weight: 620; }
h3 { margin: 0; font-size: 1rem; font-weight: 560; }
p { margin: 0; }
section { margin-top: 3rem; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.lead { margin-top: 0.75rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.875rem; }
.mails, .faults { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
.mails > li { padding: 1.25rem 0; border-bottom: 1px solid var(--line); }
.otp {
  display: inline-block;
  margin: 0.75rem 0 0.5rem;
  padding: 0.25rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--raised);
  font: 600 1.75rem/1.4 ui-monospace, monospace;
  letter-spacing: 0.14em;
  user-select: all;
}
.words { margin-top: 0.5rem; font-size: 0.9375rem; white-space: pre-line; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
.row + .row, .faults + .row { margin-top: 1rem; }
.faults > li { display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
label { display: grid; gap: 0.25rem; color: var(--quiet); font-size: 0.875rem; }
button, select, input {
  min-height: 2.25rem;
  padding: 0.25rem 0.75rem;
  border: 1px solid var(--edge);
  border-radius: 8px;
  background: var(--raised);
  color: var(--ink);
  font: inherit;
  font-size: 0.9375rem;
}
input { width: 7.5rem; }
button { cursor: pointer; }
button:hover { border-color: var(--accent); }
button.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button:disabled { color: var(--quiet); border-style: dashed; cursor: default; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
