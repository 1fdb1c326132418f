import { version } from '../harness/version.ts'

// The exact version, so that a build turns red by what changed in the server only.
const command = `npx --yes oauth-assay@${version} run --wait-for 60`

const starting = 'docker compose up --detach # start the server here: the job judges its own machine'

/** The workflow of GitHub that judges by assay.config.yaml, with a secret for each variable; `near` for a server on loopback. */
export function githubWorkflow(variables: readonly string[], near: boolean): string {
  const lines = variables.map((name) => `          ${name}: \${{ secrets.${name} }}\n`)
  const secrets = lines.length === 0 ? '' : `        env:\n${lines.join('')}`
  return `name: assay
on:
  push:
  workflow_dispatch:
permissions:
  contents: read
jobs:
  assay:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with:
          node-version: 22
${near ? `      # - run: ${starting}\n` : ''}      - run: ${command}
${secrets}      - uses: actions/upload-artifact@v6
        if: always()
        with:
          name: conformance-report
          path: conformance-report
`
}

/** The job of GitLab that judges by assay.config.yaml; variables of the project are there by themselves. */
export function gitlabJob(near: boolean): string {
  return `# In .gitlab-ci.yml: include: { local: .gitlab/assay.yml }
assay:
  image: node:22-slim
  timeout: 30 minutes
  script:
${near ? `    # - ${starting}\n` : ''}    - ${command}
  artifacts:
    when: always
    expose_as: conformance report
    paths:
      - conformance-report/
    reports:
      junit: conformance-report/junit.xml
`
}
