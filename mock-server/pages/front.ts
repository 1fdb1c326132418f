import { html, page, type Html, type Place } from './html.ts'

/** What somebody wants to know who opens a tenant at its bare address. */
export interface Front {
  readonly issuer: string
  /** Address of the metadata; undefined where the tenant publishes none. */
  readonly discovery: string | undefined
  /** Whom the login takes, by username. */
  readonly users: readonly string[]
  /** The page and the interface for whoever may control the mock; undefined where nobody may. */
  readonly control: { readonly inspector: string; readonly api: string } | undefined
}

const most = 20

/** Says what answers here, and where to go on. */
export function frontPage(place: Place, { issuer, discovery, users, control }: Front): string {
  return page(
    place,
    'An authorization server for tests',
    html`<p class="lead">This is the mock of Assay. Clients are sent here to log users in.</p>
      <dl>
        <dt>Issuer</dt>
        <dd><code>${issuer}</code></dd>
        ${discovery === undefined ? html`` : link('Metadata', discovery)}
        <dt>Users</dt>
        <dd>${named(users)}</dd>
        ${
          control === undefined
            ? html``
            : html`${link('Inspector: requests, users with their passwords, settings', control.inspector)}
              ${link('Control over HTTP', control.api)}`
        }
      </dl>`,
  )
}

function link(term: string, address: string): Html {
  return html`<dt>${term}</dt>
    <dd><a href="${address}">${address}</a></dd>`
}

function named(users: readonly string[]): Html {
  if (users.length === 0) return html`none`
  const shown = users.slice(0, most).map((username, index) => html`${index === 0 ? '' : ', '}<code>${username}</code>`)
  return html`${shown}${users.length > most ? `, and ${users.length - most} more` : ''}`
}
