import type { User } from '../options.ts'
import { html, page, type Html, type Place } from './html.ts'
import { claimsOf, person } from './person.ts'

/** What a login page is shown for. */
export interface Asked {
  /** The name of the client. */
  readonly client: string
  readonly username: string
  /** What was wrong with the last attempt. */
  readonly problem: string | undefined
  /** Whether people may log in whom the tenant does not have yet, and with which claims they tried to. */
  readonly anyUser: boolean
  readonly claims: string
  /** Who is logged in and may go on as such. */
  readonly here: User | undefined
}

const columnsFrom = 7

const cancel = html`<form method="post">
  <button class="other" type="submit" name="decision" value="deny">Cancel</button>
</form>`

/** Asks for username and password. */
export function passwordPage(place: Place, asked: Asked): string {
  return page(
    place,
    'Sign in',
    html`${opening(asked)}
      <form method="post">
        ${usernameField(asked.username)}
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        ${asked.anyUser ? claimsField(asked.claims) : html``}
        <button class="first" type="submit">Sign in</button>
      </form>
      ${staying(asked.here)} ${cancel}`,
  )
}

/** One button for each user. */
export function pickerPage(place: Place, asked: Asked, users: readonly User[]): string {
  const people = users.map(
    (user) =>
      html`<div>
        <button type="submit" name="username" value="${user.username}">${person(user)}</button>
        ${claimsOf(user)}
      </div>`,
  )
  return page(
    place,
    'Who are you?',
    html`${opening(asked)} ${staying(asked.here)}
      <form method="post" class="people">${people}</form>
      ${asked.anyUser ? someoneElse(asked) : html``} ${cancel}`,
    { wide: users.length >= columnsFrom },
  )
}

function opening({ client, problem }: Asked): Html {
  return html`<p class="soft">to continue to <strong>${client}</strong></p>
    ${problem === undefined ? html`` : html`<p class="problem" role="alert" id="problem">${problem}</p>`}`
}

function usernameField(username: string): Html {
  return html`<label for="username">Username</label>
    <input
      id="username"
      name="username"
      type="text"
      value="${username}"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      required
    />`
}

function claimsField(claims: string): Html {
  return html`<details ${claims === '' ? '' : 'open'}>
    <summary>Claims of somebody new</summary>
    <div class="inner">
      <label for="claims">Claims, a JSON object</label>
      <textarea id="claims" name="claims" spellcheck="false" autocapitalize="none">${claims}</textarea>
    </div>
  </details>`
}

function someoneElse({ username, claims, problem }: Asked): Html {
  const began = problem !== undefined && username !== ''
  return html`<details ${began ? 'open' : ''}>
    <summary>Someone else</summary>
    <form method="post" class="inner">
      ${usernameField(username)}
      <label for="claims">Claims, a JSON object</label>
      <textarea id="claims" name="claims" spellcheck="false" autocapitalize="none">${claims}</textarea>
      <button class="first" type="submit">Sign in</button>
    </form>
  </details>`
}

function staying(here: User | undefined): Html {
  if (!here) return html``
  return html`<form method="post">
    <button type="submit" name="account" value="same">Continue as <strong>${here.username}</strong></button>
  </form>`
}
