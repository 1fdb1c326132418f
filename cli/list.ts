import type { Command } from 'commander'

import { checkFacts } from '../harness/catalogue.ts'
import { select } from '../harness/selection.ts'
import { catalogueText, orders, type Order } from './catalogue-text.ts'
import { absolute, oneOf } from './flags.ts'
import { Output, type Look } from './output.ts'
import type { Setting } from './setting.ts'

interface Flags extends Look {
  readonly by: Order
  readonly json?: boolean
  readonly suite?: readonly string[]
}

/** Adds `assay list`. */
export function listCommand(assay: Command, { io, parts }: Setting): void {
  assay
    .command('list')
    .description('The catalogue: every check with its law, without running anything.')
    .argument('[selector...]', 'ids, globs, areas, documents or sections; none means all')
    .option('--by <order>', `group by ${orders.join(' or ')}`, 'area')
    .option('--suite <file...>', 'further check files')
    .option('--json', 'print the records as JSON')
    .addHelpText('after', examples)
    .action(async (selectors: string[], _: unknown, command: Command) => {
      const flags = command.optsWithGlobals<Flags>()
      oneOf('order', flags.by, orders)
      const output = new Output(io, flags)
      const checks = select(await parts.loadChecks(absolute(io.cwd, flags.suite)), selectors)
      const json = (): string => `${JSON.stringify(checks.map(checkFacts), null, 2)}\n`
      output.result(
        flags.json
          ? json()
          : catalogueText(checks, flags.by, {
              ascii: output.ascii,
              width: output.width,
              whole: selectors.length === 0,
            }),
      )
    })
}

const examples = `
Examples:
  assay list code pkce          two areas
  assay list --by law           by document and section, sections without a check among them
  assay list rfc9700 --by law   one document
  assay list --json             for scripts`
