import type { Cell, Column, Matrix } from '../../scripts/interop/model.ts'

const law = (id: string, title: string): Matrix['laws'][number] => ({
  id,
  title,
  laws: [{ document: 'RFC 6749', section: '4.1.2', level: 'MUST', url: 'https://www.rfc-editor.org/rfc/rfc6749' }],
})

const column = (name: string, cells: Readonly<Record<string, Cell>>): Column => ({
  name,
  packages: [`${name}@1.2.3`],
  cells: new Map(Object.entries(cells)),
})

export const matrix: Matrix = {
  laws: [law('token.second', 'Second <of two>'), law('code.single-use', 'Once')],
  columns: [
    column('one', {
      'code.single-use': { verdict: 'fail', reason: 'It keeps the code & the "rest".' },
      'token.second': { verdict: 'warn', reason: 'tolerated' },
    }),
    column('two', {
      'code.single-use': { verdict: 'pass', reason: null },
      'token.second': { verdict: 'skip', reason: null },
    }),
  ],
}
