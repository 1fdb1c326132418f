import type { Command, Option } from 'commander'

import type { Io } from '../../cli/io.ts'
import { installed } from '../../cli/parts.ts'
import { program } from '../../cli/program.ts'
import { code, prose, table } from '../catalogue/markdown.ts'

const intro = `Every command and flag of \`assay\`. In a project it is called as \`npx oauth-assay\`, with the same words behind it. Results go to
stdout, progress and complaints to stderr. What the codes mean that a command ends with: [exit codes](exit-codes.md).`

const variables = [
  ['ASSAY_CONFIG', 'Target file, where `--config` does not name one.'],
  ['ASSAY_CLIENT_SECRET', 'Secret of the client that `init --client-id` names.'],
  ['ASSAY_BROWSER', 'The Chromium, Chrome or Edge that walks through login pages.'],
  ['ASSAY_DEBUG', 'Not empty: internal errors come with their stack.'],
  ['ASSAY_MOCK_…', 'Flags of `assay mock`, see [configuring a mock](../guides/mock-configuration.md#variables).'],
  ['NO_COLOR, FORCE_COLOR', 'Not empty: no colour, or colour even where the output is no terminal.'],
]

/** The page about the command line, made from the definitions of the commands. */
export function cliPage(): string {
  const heard: string[] = []
  const assay = program({ io: silent(heard), parts: installed, exit: () => undefined })
  const flags = table(['flag', 'default', 'meaning'], visible(assay).map(flagRow))
  const names = table(
    ['variable', 'meaning'],
    variables.map(([name = '', meaning = '']) => [code(name), meaning]),
  )
  return (
    [
      '# Command line',
      intro,
      table(['command', 'what it does'], assay.commands.map(commandRow)).trimEnd(),
      `## Flags of every command\n\n${flags.trimEnd()}`,
      `## Variables\n\n${names.trimEnd()}`,
      ...assay.commands.map((command) => commandText(command, heard)),
    ].join('\n\n') + '\n'
  )
}

function commandRow(command: Command): string[] {
  return [`[${code(`assay ${command.name()}`)}](#assay-${command.name()})`, prose(command.description())]
}

function commandText(command: Command, heard: string[], above = 'assay'): string {
  const args = command.registeredArguments.map((argument) => {
    const { required, variadic, description } = argument
    const shown = variadic ? `${argument.name()}...` : argument.name()
    return [code(required ? `<${shown}>` : `[${shown}]`), prose(description)]
  })
  const flags = visible(command).map(flagRow)
  const name = `${above} ${command.name()}`
  return [
    `${above === 'assay' ? '##' : '###'} ${name}`,
    command.description(),
    `\`\`\`text\n${name} ${command.usage()}\n\`\`\``,
    ...(args.length === 0 ? [] : [table(['argument', 'meaning'], args).trimEnd()]),
    ...(flags.length === 0 ? [] : [table(['flag', 'default', 'meaning'], flags).trimEnd()]),
    ...closing(command, heard),
    ...command.commands.map((inner) => commandText(inner, heard, name)),
  ].join('\n\n')
}

/** What the help of a command ends with: examples as a block, the rest in words. */
function closing(command: Command, heard: string[]): string[] {
  heard.length = 0
  command.outputHelp()
  const rest = heard.join('').slice(command.helpInformation().length).trim()
  return rest.split(/\n{2,}/).flatMap((paragraph) => {
    if (paragraph === '') return []
    const [head = '', ...lines] = paragraph.split('\n')
    const isBlock = /^Examples?:$/.test(head)
    return isBlock
      ? [`\`\`\`text\n${lines.map((line) => line.replace(/^ {2}/, '')).join('\n')}\n\`\`\``]
      : [prose(paragraph)]
  })
}

function visible(command: Command): readonly Option[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help')
}

function flagRow({ flags, description, defaultValue, defaultValueDescription }: Option): string[] {
  const [, meaning = description, told] = /^(.*) \(default: (.*)\)$/.exec(description) ?? []
  const value: unknown = defaultValue
  const shown = told ?? defaultValueDescription ?? (Array.isArray(value) ? undefined : value)
  return [code(flags), shown === undefined ? '' : code(String(shown)), prose(meaning)]
}

/** A world in which nothing is read, and what is printed is kept. */
function silent(heard: string[]): Io {
  const sink = { write: (text: string) => heard.push(text), columns: 110 }
  return {
    stdout: sink,
    stderr: sink,
    env: {},
    cwd: '.',
    signals: { on: () => undefined, off: () => undefined, stop: () => undefined },
  }
}
