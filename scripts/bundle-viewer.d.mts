/** The script of the HTML report, made from its sources. Throws when it could end the element it stands in. */
export function bundleViewer(): Promise<string>
