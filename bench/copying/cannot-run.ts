/** Why a bench cannot run here, in a sentence for whoever started it. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
