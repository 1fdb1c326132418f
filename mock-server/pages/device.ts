import { Html, html, page, type Place } from './html.ts'

/** The form for a code; `problem` says what was wrong with the last one. */
export interface CodeForm {
  readonly action: string
  /** What oidc-provider knows its own form by. */
  readonly secret: string
  readonly code: string
  readonly problem: string | undefined
}

/** Asks for the code a device shows (RFC 8628, section 3.3). */
export function deviceCodePage(place: Place, { action, secret, code, problem }: CodeForm): string {
  return page(
    place,
    'Connect a device',
    html`${problem === undefined ? html`` : html`<p class="problem" role="alert">${problem}</p>`}
      <form method="post" action="${action}">
        <input type="hidden" name="xsrf" value="${secret}" />
        <label for="user_code">Code shown on your device</label>
        <input
          class="code"
          id="user_code"
          name="user_code"
          type="text"
          value="${code}"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          required
        />
        <button class="first" type="submit">Continue</button>
      </form>`,
  )
}

/** Shows the code once more and asks whether to go on; `form` is the form oidc-provider made, with the id `op.deviceConfirmForm`. */
export function deviceConfirmPage(place: Place, form: string, client: string, code: string): string {
  return page(
    place,
    'Is this the code on your device?',
    html`<p class="big"><code>${code}</code></p>
      <p><strong>${client}</strong> shows it. If it does not, or the device is not yours, deny.</p>
      ${new Html(form)}
      <button class="first" type="submit" form="op.deviceConfirmForm">Continue</button>
      <button class="other" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Deny</button>`,
  )
}

/** Says that the device may go on. */
export function deviceConnectedPage(place: Place, client: string): string {
  return page(
    place,
    'Device connected',
    html`<p class="done" aria-hidden="true">✓</p>
      <p><strong>${client}</strong> goes on by itself. You can close this page.</p>`,
  )
}

/** Says that the device gets nothing. */
export function deviceRefusedPage(place: Place): string {
  return page(
    place,
    'Device not connected',
    html`<p class="done off" aria-hidden="true">✕</p>
      <p>The device was turned away. You can close this page.</p>`,
  )
}
