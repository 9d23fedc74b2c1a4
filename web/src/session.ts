// The live meeting's page: texts that save themselves, and keys.
import './notes';
import { keyboard } from './keys';

keyboard();
