/** A number with its noun: `1 check`, `2 checks`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** The time between two moments (ISO 8601) in words. */
export function duration(started: string, finished: string): string {
  const seconds = Math.max(0, (Date.parse(finished) - Date.parse(started)) / 1000)
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}

/** A moment (ISO 8601) without its fraction of a second: `2026-01-02 03:04:05 UTC`. */
export function moment(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

const day = 86_400_000

/** How far a last day (`YYYY-MM-DD`) is from a moment: `78 days left`, `the last day`, `3 days over`. */
export function remaining(until: string, now: string): string {
  const days = Math.round((Date.parse(until) - Date.parse(now.slice(0, 10))) / day)
  if (Number.isNaN(days)) return ''
  if (days === 0) return 'the last day'
  return days > 0 ? `${counted(days, 'day')} left` : `${counted(-days, 'day')} over`
}
