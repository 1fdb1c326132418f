/** Defect → check → why that check is red with a defect that is not its own. Held against the proof matrix. */
export const redElsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {}
