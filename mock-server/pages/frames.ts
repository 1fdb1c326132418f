import { html, page, type Place } from './html.ts'

/** Loads the logout page of each client in a frame, then goes on by itself after two seconds; the link does so at once. */
export function framesPage(place: Place, frames: readonly string[], next: string): string {
  const loaded = frames.map(
    (frame) => html`<iframe src="${frame}" title="Signing out" width="0" height="0" hidden></iframe>`,
  )
  return page(
    place,
    'Signing out',
    html`<meta http-equiv="refresh" content="2; url=${next}" />
      <p>You are being signed out of ${frames.length === 1 ? 'an application' : `${frames.length} applications`}.</p>
      ${loaded}
      <p><a href="${next}">Continue</a></p>`,
  )
}
