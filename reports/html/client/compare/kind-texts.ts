import type { ChangeKind } from '../../../compare.ts'

/** How each list of a comparison is headed, and what it says. */
export const kindTexts: Readonly<Record<ChangeKind, { readonly title: string; readonly about: string }>> = {
  newlyBroken: { title: 'Newly broken', about: 'A law is broken now, and no baseline accepts it.' },
  newlyBlocked: {
    title: 'Newly not judged',
    about: 'Something stood in the way of a verdict, or the check itself failed.',
  },
  newlySkipped: { title: 'Newly skipped', about: 'Often a capability that was lost.' },
  worse: { title: 'Worse', about: 'Deviates more than before, without breaking the run.' },
  reasonChanged: { title: 'Reason changed', about: 'The same verdict, but for another reason.' },
  better: { title: 'Better', about: 'Deviates less than before, and still does.' },
  newlyHeld: { title: 'Newly held', about: 'Deviated before and passes now.' },
  newlyJudged: { title: 'Newly judged', about: 'Could not be judged before, and breaks nothing now.' },
  knownRemoved: { title: 'No longer known', about: 'The baseline accepted it before and does not now.' },
  knownAdded: { title: 'Now known', about: 'The baseline accepts it now, or with other words.' },
  lawChanged: { title: 'Law changed', about: 'The check cites other laws than before.' },
  removed: { title: 'No longer there', about: 'Only the earlier run judged it.' },
  added: { title: 'New', about: 'Only this run judged it.' },
}
