import type { User } from '../options.ts'
import { html, type Html } from './html.ts'

const hues = 6

/** The initials of a user, and what they are called: a name, a username, an e-mail address. */
export function person(user: User): Html {
  const { username } = user
  const [name, email] = [claim(user, 'name'), claim(user, 'email')]
  const second = [name === '' ? '' : username, email === username ? '' : email]
    .filter((text) => text !== '')
    .join(' · ')
  return html`<span class="face hue${hueOf(username)}" data-initials="${initials(name || username)}"></span>
    <span>${name || username}${second === '' ? '' : html` <small>${second}</small>`}</span>`
}

/** Everything a client could learn of a user, folded away. */
export function claimsOf({ username, sub, claims = {} }: User): Html {
  const rows = Object.entries({ sub: sub ?? username, ...claims }).map(
    ([name, value]) =>
      html`<dt><code>${name}</code></dt>
        <dd>${typeof value === 'string' ? value : JSON.stringify(value)}</dd>`,
  )
  return html`<details>
    <summary>Claims of ${username}</summary>
    <dl>${rows}</dl>
  </details>`
}

function claim({ claims }: User, name: string): string {
  const value = claims?.[name]
  return typeof value === 'string' ? value : ''
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  return ([...first].slice(0, 1).join('') + [...last].slice(0, 1).join('')).toUpperCase()
}

function hueOf(username: string): number {
  return [...username].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % hues
}
