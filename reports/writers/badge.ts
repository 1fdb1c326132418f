import type { Run } from '../model.ts'
import { badgeText } from './badge-text.ts'
import { safeJson } from './safe-json.ts'
import { escaped } from './xml.ts'

/** The badge as SVG, drawn by badge-maker; its title tells profile, date and counts in full. */
export async function* writeBadge(run: Run): AsyncGenerator<string> {
  const { makeBadge } = await import('badge-maker')
  const { label, message, color, title } = badgeText(run)
  const svg = makeBadge({ label, message, color })
  yield `${svg.replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`)}\n`
}

/** The badge as the endpoint of shields.io reads it: https://shields.io/badges/endpoint-badge. */
export function writeBadgeJson(run: Run): string {
  const { label, message, color, sound } = badgeText(run)
  // An error badge keeps its colour, whatever the address that shows it asks for.
  const badge = { schemaVersion: 1, label, message, color, ...(sound ? {} : { isError: true }), cacheSeconds: 300 }
  return safeJson(badge)
}
