import type { User } from '../options.ts'
import { html, page, type Html, type Place } from './html.ts'
import { person } from './person.ts'
import { meaningOf } from './scope-words.ts'

/** What a client asks a user for. */
export interface Asked {
  /** The name of the client. */
  readonly client: string
  readonly user: User | undefined
  readonly scopes: readonly string[]
  /** Claims asked for by name. */
  readonly claims: readonly string[]
}

/** Asks the user whether a client may have the scopes and claims it wants; a scope can be left out. */
export function consentPage(place: Place, { client, user, scopes, claims }: Asked): string {
  const items = [...scopes.map(scopeItem), ...claims.map(claimItem)]
  return page(
    place,
    'Allow access?',
    html`<p><strong>${client}</strong> asks for access${items.length > 0 ? ' to:' : '.'}</p>
      <form method="post">
        <div class="scopes">
          <ul>
            ${items}
          </ul>
        </div>
        ${user ? html`<p class="person">${person(user)}</p>` : html``}
        <button class="first" type="submit" name="decision" value="allow">Allow</button>
        <button class="other" type="submit" name="decision" value="deny">Deny</button>
      </form>`,
  )
}

function scopeItem(scope: string): Html {
  const { words, claims } = meaningOf(scope)
  const text = html`<span
    ><span class="words">${words}</span> <code>${scope}</code>${claims ? html` <small>${claims}</small>` : html``}</span
  >`
  // An OpenID Connect request without openid would be another request (OpenID Connect Core, section 3.1.2.1).
  if (scope === 'openid')
    return html`<li>
      <div class="fixed"><input name="scope" type="hidden" value="openid" />${tick}${text}</div>
    </li>`
  return html`<li>
    <label><input name="scope" type="checkbox" value="${scope}" checked />${text}</label>
    ${counted}
  </li>`
}

function claimItem(claim: string): Html {
  return html`<li>
    <div class="fixed">
      ${tick}<span><span class="words">See one detail of you</span> <code>${claim}</code></span>
    </div>
  </li>`
}

const tick = html`<span class="tick" aria-hidden="true">✓</span>`

// Tells a form whose boxes are all empty from one that has none and agrees to everything.
const counted = html`<input name="choice" type="hidden" value="scopes" />`
