/** Colours by what they mean, light and dark; every one is readable on --paper and on --ground (WCAG AA). */
export const colours = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --paper: #fff; --ink: #191c23; --quiet: #565e6c; --line: #dde1e7; --accent: #2350b5; --shade: #eceff4;
  --pass: #17683b; --fail: #b0231b; --warn: #865000; --note: #1b5e8c; --skip: #565e6c; --blocked: #74399a; --error: #9d1f66; --known: #46549c;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Segoe UI Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1217; --paper: #171b22; --ink: #e6e9ee; --quiet: #a3acba; --line: #2c333f; --accent: #9cb9ff; --shade: #202631;
    --pass: #7ed4a2; --fail: #ff9f96; --warn: #efbd6c; --note: #86c4ec; --skip: #a3acba; --blocked: #d0a6ed; --error: #f49cc8; --known: #b4bef6;
  }
}
${['pass', 'fail', 'warn', 'note', 'skip', 'blocked', 'error', 'known'].map((name) => `.${name} { --tone: var(--${name}) }`).join('\n')}
`
