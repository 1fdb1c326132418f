import type { User } from '../options.ts'
import { Html, html, page, type Place } from './html.ts'
import { person } from './person.ts'

/** Asks whether to sign out; `form` is the form oidc-provider made, with the id `op.logoutForm`. */
export function logoutPage(place: Place, form: string, user: User | undefined): string {
  return page(
    place,
    'Sign out?',
    html`${user ? html`<p class="person">${person(user)}</p>` : html``} ${new Html(form)}
      <button class="first" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
      <button class="other" type="submit" form="op.logoutForm">Stay signed in</button>`,
  )
}

/** Says that the user is signed out. */
export function signedOutPage(place: Place): string {
  return page(
    place,
    'You are signed out',
    html`<p class="done" aria-hidden="true">✓</p>
      <p>You can close this page.</p>`,
  )
}
