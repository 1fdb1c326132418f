import { Html, html, page } from './html.ts'

/** Asks for the code a device shows (RFC 8628, section 3.3); `problem` says what was wrong with the last one. */
export function deviceCodePage(action: string, secret: string, code: string, problem?: string): string {
  return page(
    'Connect a device',
    html`${problem === undefined ? html`` : html`<p class="problem" role="alert">${problem}</p>`}
      <form method="post" action="${action}">
        <input type="hidden" name="xsrf" value="${secret}" />
        <label for="user_code">Code shown on your device</label>
        <input
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
export function deviceConfirmPage(form: string, client: string, code: string): string {
  return page(
    'Is this the code on your device?',
    html`<p><strong>${client}</strong> shows <code>${code}</code>. If it does not, or the device is not yours, deny.</p>
      ${new Html(form)}
      <button class="first" type="submit" form="op.deviceConfirmForm">Continue</button>
      <button class="other" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Deny</button>`,
  )
}

/** Says that the device may go on. */
export function deviceConnectedPage(client: string): string {
  return page('Device connected', html`<p><strong>${client}</strong> goes on by itself. You can close this page.</p>`)
}

/** Says that the device gets nothing. */
export function deviceRefusedPage(): string {
  return page('Device not connected', html`<p>The device was turned away. You can close this page.</p>`)
}
