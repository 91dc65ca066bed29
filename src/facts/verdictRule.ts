import { highestNull } from './highestNull';

/** Of the way from the null level to 1: what a score must be above chance. */
export const clearOfNull = 0.1;
/** What two scores must differ by. */
export const clearOfOther = 0.01;
/** From so many networks on two scores must differ by twice the standard error over networks, too. */
export const networksForError = 3;

/** The rule by which scores are held against each other, for documentation and tooltips. */
export const verdictRule = `A verdict is given only where scores stand clear: the one ahead of its null level, (score - null) / (1 - null) >= ${clearOfNull}, while the one behind may be at chance; of each other, by ${clearOfOther} and, from three networks on, by twice the standard error over networks. Neither may be saturated (a null level of ${highestNull} or more). Anything nearer is a tie.`;
