/** What no JSON for other tools may hold: controls and bidi controls, escaped or not, and commands for CI agents. */
export function harm(json: string): string[] {
  const [escapes] = /\\u(?:00[01][0-9a-f]|007f|202[a-e]|206[6-9]|d[89a-f][0-9a-f]{2}|feff)|\\[bfrt]/i.exec(json) ?? []
  const [raw] = /[\p{Cs}\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/u.exec(json) ?? []
  const [command] = /##\w*\[/.exec(json) ?? []
  return [escapes, raw, command].flatMap((found) => found ?? [])
}
