/// <reference lib="dom" />
import { ask, keepToken, TokenNeeded, type Named } from './api.ts'
import { showDefects } from './defects.ts'
import { attempt, button, byId, h, say } from './dom.ts'
import { ClockPanel, showAccounts } from './panels.ts'
import { Requests } from './requests.ts'

const views: Readonly<Record<string, string>> = {
  requests: 'Requests',
  defects: 'Defects',
  clock: 'Clock',
  accounts: 'Accounts',
}
const every = 1_000

let update: () => unknown = () => undefined

/** The address after # says what is shown, so that going back works: #default/requests. */
function chosen(): { tenant: string; view: string } {
  const [tenant = '', view = ''] = location.hash.slice(1).split('/')
  return { tenant: decodeURIComponent(tenant) || 'default', view: view in views ? view : 'requests' }
}

function address(tenant: string, view: string): string {
  return `#${encodeURIComponent(tenant)}/${view}`
}

async function tell(): Promise<void> {
  const { tenant, view } = chosen()
  const tenants = await ask<Named[]>('/tenants')
  const select = h(
    'select',
    { id: 'tenant', change: () => (location.hash = address(select.value, chosen().view)) },
    ...tenants.map(({ name }) => h('option', { value: name, selected: name === tenant }, name)),
  )
  byId('tenants').replaceChildren(h('label', { for: 'tenant' }, 'Tenant'), select)
  byId('issuer').textContent = tenants.find(({ name }) => name === tenant)?.issuer ?? ''
  const links = Object.entries(views).map(([name, text]) =>
    h('li', {}, h('a', { href: address(tenant, name), 'aria-current': name === view ? 'page' : undefined }, text)),
  )
  byId('views').replaceChildren(...links)
  byId('title').textContent = views[view] ?? ''
  await show(tenant, view, byId('view'))
}

async function show(tenant: string, view: string, place: HTMLElement): Promise<void> {
  update = () => undefined
  if (view === 'defects') return showDefects(tenant, place)
  if (view === 'accounts') return showAccounts(tenant, place)
  const panel = view === 'clock' ? new ClockPanel(tenant) : new Requests(tenant)
  await panel.show(place)
  await panel.update()
  update = () => panel.update()
}

function askForToken(): void {
  const input = h('input', { id: 'token', type: 'password', autocomplete: 'off', required: true })
  const submit = (event: Event): void => {
    event.preventDefault()
    keepToken(input.value)
    void start()
  }
  byId('title').textContent = 'Control token'
  byId('view').replaceChildren(
    h(
      'form',
      { class: 'tools', submit },
      h('div', { class: 'field' }, h('label', { for: 'token' }, 'Token the mock was started with'), input),
      h('button', { type: 'submit' }, 'Continue'),
    ),
  )
  input.focus()
}

async function start(): Promise<void> {
  try {
    await tell()
    say('')
  } catch (error) {
    if (!(error instanceof TokenNeeded)) throw error
    askForToken()
    say(error.message)
  }
}

let lost = false

async function beat(): Promise<void> {
  if (!document.hidden) {
    try {
      await update()
      if (lost) say('The mock answers again')
      lost = false
    } catch (error) {
      lost = true
      say(error instanceof TypeError ? 'The mock does not answer' : `Not up to date: ${String(error)}`)
    }
  }
  setTimeout(() => void beat(), every)
}

byId('reload').replaceChildren(button('Reload', start))
addEventListener('hashchange', () => void attempt(start))
void attempt(start)
void beat()
