import { html, page } from './html.ts'

/** What a user sees when a request cannot be answered by a redirect to the client. */
export function errorPage(error: string, description: string | undefined): string {
  return page(
    'This request was refused',
    html`<dl>
      <dt>Error</dt>
      <dd><code>${error}</code></dd>
      <dt>Reason</dt>
      <dd>${description ?? 'No further reason is known.'}</dd>
    </dl>`,
  )
}
