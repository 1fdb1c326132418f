import type { Clock } from '../../clock.ts'
import { tenantRoute, type ControlRoute } from '../route.ts'
import { of } from '../schemas.ts'

function told(clock: Clock) {
  const now = Math.round(clock.now())
  return { now, time: new Date(now).toISOString(), frozen: clock.frozen, offset: Math.round(clock.offset) }
}

const at = {
  anyOf: [{ type: 'string', minLength: 1 }, { type: 'number' }],
  description: 'ISO 8601, or milliseconds since 1970',
}

/** Time: look, freeze, advance, set, resume, reset. */
export const clockRoutes: readonly ControlRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/clock',
    id: 'showClock',
    summary: 'The time of the tenant',
    answer: { schema: of('Clock') },
    act: ({ tenant: { clock } }) => told(clock),
  }),
  tenantRoute<{ at?: string | number } | undefined>({
    method: 'POST',
    path: '/clock/freeze',
    id: 'freezeClock',
    summary: 'Stops the clock, at a given time or where it is',
    body: {
      optional: true,
      schema: { type: 'object', additionalProperties: false, properties: { at } },
      example: { at: '2030-01-01T00:00:00Z' },
    },
    answer: { schema: of('Clock') },
    act: ({ tenant: { clock }, body }) => (clock.freeze(body?.at), told(clock)),
  }),
  tenantRoute<{ seconds: number }>({
    method: 'POST',
    path: '/clock/advance',
    id: 'advanceClock',
    summary: 'Moves the clock by seconds, backwards when they are negative',
    body: {
      schema: {
        type: 'object',
        required: ['seconds'],
        additionalProperties: false,
        properties: { seconds: { type: 'number' } },
      },
      example: { seconds: 601 },
    },
    answer: { schema: of('Clock') },
    act: ({ tenant: { clock }, body }) => (clock.advance(body.seconds), told(clock)),
  }),
  tenantRoute<{ at: string | number }>({
    method: 'POST',
    path: '/clock/set',
    id: 'setClock',
    summary: 'Sets the clock to a time; a frozen one stays frozen',
    body: {
      schema: { type: 'object', required: ['at'], additionalProperties: false, properties: { at } },
      example: { at: '2030-01-01T00:00:00Z' },
    },
    answer: { schema: of('Clock') },
    act: ({ tenant: { clock }, body }) => (clock.set(body.at), told(clock)),
  }),
  ...(['resume', 'reset'] as const).map((verb) =>
    tenantRoute({
      method: 'POST',
      path: `/clock/${verb}`,
      id: `${verb}Clock`,
      summary: verb === 'resume' ? 'Lets a frozen clock run on' : 'Puts the clock back to the time of the machine',
      answer: { schema: of('Clock') },
      act: ({ tenant: { clock } }) => (clock[verb](), told(clock)),
    }),
  ),
]
