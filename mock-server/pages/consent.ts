import { html, page } from './html.ts'

/** Asks the user whether a client may have the scopes and claims it wants. */
export function consentPage(client: string, wanted: readonly string[]): string {
  const items = wanted.map((name) => html`<li><code>${name}</code></li>`)
  return page(
    'Allow access?',
    html`<p><strong>${client}</strong> asks for access${wanted.length > 0 ? ' to:' : '.'}</p>
      <ul>
        ${items}
      </ul>
      <form method="post">
        <button class="first" type="submit" name="decision" value="allow">Allow</button>
        <button class="other" type="submit" name="decision" value="deny">Deny</button>
      </form>`,
  )
}
