import { Html, html, page } from './html.ts'

/** Asks whether to sign out; `form` is the form oidc-provider made, with the id `op.logoutForm`. */
export function logoutPage(form: string): string {
  return page(
    'Sign out?',
    html`${new Html(form)}
      <button class="first" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
      <button class="other" type="submit" form="op.logoutForm">Stay signed in</button>`,
  )
}

/** Says that the user is signed out. */
export function signedOutPage(): string {
  return page('You are signed out', html`<p>You can close this page.</p>`)
}
