import type { ClientHooks, Defect, DefectHooks, StoreHooks } from './defect.ts'

type StoreHook = keyof StoreHooks
type ClientHook = keyof ClientHooks

/** The hooks of the defects that are on, sorted by place; every list is empty while none is. */
export interface ActiveHooks {
  readonly any: boolean
  readonly wire: boolean
  readonly options: NonNullable<DefectHooks['options']>[]
  readonly configure: NonNullable<DefectHooks['configure']>[]
  readonly plain: NonNullable<DefectHooks['plain']>[]
  readonly redirectPlain: NonNullable<DefectHooks['redirectPlain']>[]
  readonly json: NonNullable<DefectHooks['json']>[]
  readonly before: NonNullable<DefectHooks['before']>[]
  readonly after: NonNullable<DefectHooks['after']>[]
  readonly store: { readonly [Hook in StoreHook]: NonNullable<StoreHooks[Hook]>[] }
  readonly client: { readonly [Hook in ClientHook]: NonNullable<ClientHooks[Hook]>[] }
}

function present<Hook>(hooks: (Hook | undefined)[]): Hook[] {
  return hooks.filter((hook) => hook !== undefined)
}

function sorted(defects: Defect[]): ActiveHooks {
  const before = present(defects.map((one) => one.before))
  const after = present(defects.map((one) => one.after))
  return {
    any: defects.length > 0,
    wire: before.length + after.length > 0,
    options: present(defects.map((one) => one.options)),
    configure: present(defects.map((one) => one.configure)),
    plain: present(defects.map((one) => one.plain)),
    redirectPlain: present(defects.map((one) => one.redirectPlain)),
    json: present(defects.map((one) => one.json)),
    before,
    after,
    store: {
      find: present(defects.map((one) => one.store?.find)),
      consume: present(defects.map((one) => one.store?.consume)),
      save: present(defects.map((one) => one.store?.save)),
      destroy: present(defects.map((one) => one.store?.destroy)),
      revoke: present(defects.map((one) => one.store?.revoke)),
    },
    client: {
      secret: present(defects.map((one) => one.client?.secret)),
      grantAllowed: present(defects.map((one) => one.client?.grantAllowed)),
      redirectAllowed: present(defects.map((one) => one.client?.redirectAllowed)),
    },
  }
}

/** Which defects are on in one tenant. */
export class Switchboard {
  readonly #known: ReadonlyMap<string, Defect>
  readonly #changed: () => void
  readonly #on = new Map<string, Defect>()
  #active = sorted([])

  constructor(known: ReadonlyMap<string, Defect>, changed: () => void) {
    this.#known = known
    this.#changed = changed
  }

  /** Turns a defect on, by id or by its record; throws when no defect has that id. */
  on(defect: string | Defect): void {
    const found = typeof defect === 'string' ? this.#known.get(defect) : defect
    if (!found)
      throw new Error(`Expected the id of a defect, got "${String(defect)}". See the list in mock-server/defects.`)
    this.#on.set(found.id, found)
    this.#settle()
  }

  /** Turns one defect off, or all when no id is given. */
  off(id?: string): void {
    if (id === undefined) this.#on.clear()
    else this.#on.delete(id)
    this.#settle()
  }

  /** The ids of the defects that are on. */
  list(): string[] {
    return [...this.#on.keys()]
  }

  /** The defects that are on, those of the user's own included. */
  records(): Defect[] {
    return [...this.#on.values()]
  }

  /** The hooks of the defects that are on. */
  get active(): ActiveHooks {
    return this.#active
  }

  #settle(): void {
    this.#active = sorted([...this.#on.values()])
    this.#changed()
  }
}
