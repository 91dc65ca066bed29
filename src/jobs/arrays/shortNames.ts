export { shortNames } from '../../facts/shortNames';
