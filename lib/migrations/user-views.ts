import type { PairFolderView } from './pair-views.ts';
import type { PersonView, RunView } from './views.ts';

/** The newest runs in which somebody is on one side, of `count`. */
export interface SideView {
  readonly runs: readonly RunView[];
  readonly count: number;
}

/** A folder that Rehome made in somebody's home, as far as its runs told. */
export type UserFolderView = PairFolderView & { readonly oldUser: string };

/** The page of one person. */
export interface UserView {
  readonly person: PersonView;
  /** Whether the directory knows them, and whether it knows everybody. */
  readonly isListed: boolean;
  readonly isComplete: boolean;
  /** Runs that copy their files away, and runs that bring files to them. */
  readonly asOld: SideView;
  readonly asNew: SideView;
  readonly folders: readonly UserFolderView[];
}

/** Who was found for a text. */
export interface UserSearchView {
  readonly people: readonly (PersonView & { readonly isListed: boolean })[];
  /** There may be more people than these. */
  readonly isCut: boolean;
  /** How many runs have the text in either name; the list of migrations shows them. */
  readonly runs: number;
}
