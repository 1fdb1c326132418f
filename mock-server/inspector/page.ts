export const page = ''
export const pageHeaders = {}
