const deepest = 200

/** Whether brackets, list dashes or indentation nest beyond all use; the parser would exhaust the stack on them. */
export function nestsTooDeep(text: string): boolean {
  return /(?:[-?][ \t]+){100}/.test(text) || /^ {200} *\S/m.test(text) || openBrackets(text) > deepest
}

/** Most brackets open at once, quotes not considered: text that is meant closes what it opens. */
function openBrackets(text: string): number {
  let [open, most] = [0, 0]
  for (const character of text) {
    if (character === '[' || character === '{') open += 1
    if ((character === ']' || character === '}') && open > 0) open -= 1
    most = Math.max(most, open)
  }
  return most
}
