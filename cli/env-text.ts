import { UsageError } from '../harness/usage-error.ts'

/** A line of a .env file, quoted so that it reads back as it is. Throws UsageError for a value no quotes fit around. */
export function envLine(name: string, value: string): string {
  // Between double quotes \n is a line break.
  const quote = ["'", '`', '"'].find((sign) => !value.includes(sign) && !(sign === '"' && value.includes('\\n')))
  if (quote === undefined) {
    throw new UsageError(`expected a value of ${name} without one of the quotes ' " \`, got all; set ${name} yourself`)
  }
  return `${name}=${quote}${value}${quote}\n`
}
