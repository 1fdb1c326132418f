/// <reference lib="dom" />
import { ask, inTenant, type Client, type Clock, type User } from './api.ts'
import { button, byId, copies, h, say } from './dom.ts'

const steps: readonly (readonly [string, number])[] = [
  ['1 minute', 60],
  ['10 minutes', 600],
  ['1 hour', 3600],
  ['1 day', 86_400],
]

/** The time of the tenant, to stop and to move. */
export class ClockPanel {
  readonly #tenant: string
  readonly #time = h('p', { class: 'big' })
  readonly #state = h('p', { class: 'quiet' })
  readonly #freeze = button('Freeze', () => this.#ask(this.#frozen ? 'resume' : 'freeze'))
  #frozen = false

  constructor(tenant: string) {
    this.#tenant = tenant
  }

  show(place: HTMLElement): void {
    const seconds = h('input', { id: 'seconds', type: 'number', value: '60', step: '1' })
    const advance = button('Advance', () => this.#ask('advance', { seconds: seconds.valueAsNumber }))
    byId('count').textContent = ''
    place.replaceChildren(
      this.#time,
      this.#state,
      h(
        'div',
        { class: 'tools' },
        this.#freeze,
        button('Back to real time', () => this.#ask('reset')),
      ),
      h('h3', {}, 'Go forward'),
      h(
        'div',
        { class: 'tools' },
        ...steps.map(([text, length]) => button(text, () => this.#ask('advance', { seconds: length }))),
      ),
      h(
        'div',
        { class: 'tools' },
        h('div', { class: 'field' }, h('label', { for: 'seconds' }, 'Seconds'), seconds),
        advance,
      ),
    )
  }

  async update(): Promise<void> {
    this.#tell(await ask<Clock>(inTenant(this.#tenant, '/clock')))
  }

  async #ask(verb: string, body?: unknown): Promise<void> {
    this.#tell(await ask<Clock>(inTenant(this.#tenant, `/clock/${verb}`), 'POST', body))
    say(`Clock: ${verb}`)
  }

  #tell({ time, frozen, offset }: Clock): void {
    this.#frozen = frozen
    this.#time.textContent = time.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
    const away =
      offset === 0
        ? 'as this machine'
        : `${Math.abs(offset)} seconds ${offset > 0 ? 'ahead of' : 'behind'} this machine`
    this.#state.textContent = `${frozen ? 'Stands still' : 'Runs'}, ${away}.`
    this.#freeze.textContent = frozen ? 'Let it run' : 'Freeze'
  }
}

const term = (name: string, value: string | undefined): HTMLElement | undefined =>
  value === undefined || value === '' ? undefined : h('div', {}, h('dt', {}, name), h('dd', {}, value))

function userCard({ username, password = '', sub, claims = {} }: User): HTMLElement {
  return h(
    'li',
    { class: 'card' },
    h('h3', {}, username),
    h(
      'dl',
      {},
      term('password', password),
      term('sub', sub ?? username),
      ...Object.entries(claims).map(([name, value]) =>
        term(name, typeof value === 'string' ? value : JSON.stringify(value)),
      ),
    ),
    h(
      'div',
      { class: 'tools' },
      copies('Copy password', () => password),
    ),
  )
}

function clientCard(client: Client): HTMLElement {
  const { client_id: id, client_secret: secret, grant_types: grants = [], redirect_uris: uris = [] } = client
  return h(
    'li',
    { class: 'card' },
    h('h3', {}, id),
    h(
      'dl',
      {},
      term('name', client.client_name),
      term('authentication', client.token_endpoint_auth_method ?? 'client_secret_basic'),
      term('secret', secret),
      term('grants', grants.join(' ')),
      term('redirect_uris', uris.join('\n')),
    ),
    secret === undefined
      ? undefined
      : h(
          'div',
          { class: 'tools' },
          copies('Copy secret', () => secret),
        ),
  )
}

/** Users and clients of the tenant. */
export async function showAccounts(tenant: string, place: HTMLElement): Promise<void> {
  const [users, clients] = await Promise.all([
    ask<User[]>(inTenant(tenant, '/users')),
    ask<Client[]>(inTenant(tenant, '/clients')),
  ])
  byId('count').textContent = `${users.length} users, ${clients.length} clients`
  place.replaceChildren(
    h('h2', {}, 'Users'),
    h('ul', { class: 'cards' }, ...users.map(userCard)),
    h('h2', {}, 'Clients'),
    h('ul', { class: 'cards' }, ...clients.map(clientCard)),
  )
}
