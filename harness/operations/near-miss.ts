/** See `Context.nearMiss`; a text without two different neighbours gets one more character. */
export function nearMiss(text: string): string {
  const exchanged = text.replace(/(.)(?!\1)(.)/s, '$2$1')
  return exchanged === text ? `${text}x` : exchanged
}
