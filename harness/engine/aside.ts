import type { Court } from './court.ts'

/** Finds something out beside the checks; undefined where it takes logins by hand. */
export async function aside<T>(court: Court, find: (court: Court) => Promise<T>): Promise<T | undefined> {
  const { hall, agents } = court
  if (agents.byHand === true) return undefined
  await hall.enter('shared')
  try {
    return await find(court)
  } finally {
    hall.leave('shared')
  }
}
