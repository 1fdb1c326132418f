import { style as check } from '../client/check/style.ts'
import { style as compare } from '../client/compare/style.ts'
import { style as matrix } from '../client/matrix/style.ts'
import { base } from './base.ts'
import { colours } from './colours.ts'
import { lists } from './lists.ts'
import { print } from './print.ts'
import { shell } from './shell.ts'
import { summary } from './summary.ts'

/** The look of the whole page; print comes last, so that it wins. */
export const style = [colours, base, shell, summary, lists, check, matrix, compare, print].join('')
