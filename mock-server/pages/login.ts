import type { User } from '../options.ts'
import { type Html, html, page } from './html.ts'

const cancel = html`<form method="post">
  <button class="other" type="submit" name="decision" value="deny">Cancel</button>
</form>`

function problem(text: string | undefined): Html {
  return text === undefined ? html`` : html`<p class="problem" role="alert" id="problem">${text}</p>`
}

/** A form that asks for username and password; `error` says what was wrong with the last attempt. */
export function passwordPage(client: string, username: string, error?: string): string {
  return page(
    'Sign in',
    html`<p>to continue to <strong>${client}</strong></p>
      ${problem(error)}
      <form method="post">
        <label for="username">Username</label>
        <input
          id="username"
          name="username"
          type="text"
          value="${username}"
          autocomplete="username"
          autocapitalize="none"
          required
        />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <button class="first" type="submit">Sign in</button>
      </form>
      ${cancel}`,
  )
}

/** One button for each user. */
export function pickerPage(client: string, users: readonly User[], error?: string): string {
  const buttons = users.map(
    ({ username, claims }) =>
      html`<button type="submit" name="username" value="${username}">
        ${username}<small>${typeof claims?.['name'] === 'string' ? claims['name'] : ''}</small>
      </button>`,
  )
  return page(
    'Who are you?',
    html`<p>to continue to <strong>${client}</strong></p>
      ${problem(error)}
      <form method="post">${buttons}</form>
      ${cancel}`,
  )
}
