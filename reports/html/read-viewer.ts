import { readFile } from 'node:fs/promises'

// Beside this file once it is built; in the sources it lies in what was built last.
const places = ['./viewer.js', '../../dist/reports/html/viewer.js']

/** The script of the page. Rejects when it was not built. */
export async function readViewer(): Promise<string> {
  for (const place of places) {
    const text = await readFile(new URL(place, import.meta.url), 'utf8').catch(() => undefined)
    if (text !== undefined) return text
  }
  throw new Error('Expected the viewer of the HTML report beside its writer, got none. Run: npm run build.')
}
