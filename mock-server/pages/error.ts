import type { Explanation } from '../explain/explanation.ts'
import { html, page, type Html, type Place } from './html.ts'

/** A refused request, for the page about it. */
export interface Refused {
  readonly error: string
  readonly description: string | undefined
  readonly explanation: Explanation
  /** What the request said, without secrets. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
}

/** What a user sees when a request cannot be answered by a redirect to the client. */
export function errorPage(place: Place, { error, description, explanation, parameters }: Refused): string {
  const { rule, expected, got, fix } = explanation
  return page(
    place,
    'This request was refused',
    html`<p class="lead">${rule}.</p>
      <dl>
        ${row('Expected', expected)} ${row('Got', got)} ${row('What to do', fix)} ${law(explanation)}
        <dt>Error</dt>
        <dd><code>${error}</code> ${description === undefined || description === rule ? '' : description}</dd>
      </dl>
      ${asked(parameters)}`,
    { wide: true },
  )
}

function row(term: string, text: string | undefined): Html {
  return text === undefined || text === ''
    ? html``
    : html`<dt>${term}</dt>
        <dd>${text}</dd>`
}

function law({ document, section, url }: Explanation): Html {
  if (document === undefined || url === undefined) return html``
  return html`<dt>Specification</dt>
    <dd><a href="${url}" rel="noreferrer">${document}, section ${section}</a></dd>`
}

function asked(parameters: Refused['parameters']): Html {
  if (parameters.length === 0) return html``
  const rows = parameters.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row"><code>${name}</code></th>
        <td><code>${value}</code></td>
      </tr>`,
  )
  return html`<details>
    <summary>The request</summary>
    <table>
      ${rows}
    </table>
  </details>`
}
