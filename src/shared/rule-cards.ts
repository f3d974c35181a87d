import { apiDataGov } from './rule-cards/api-data-gov.ts';
import { dataGovAdmin } from './rule-cards/data-gov-admin.ts';
import { dataGovDeveloper } from './rule-cards/data-gov-developer.ts';
import { dataGovStyle } from './rule-cards/data-gov-style.ts';
import { other } from './rule-cards/other.ts';
import { postmanV1 } from './rule-cards/postman-v1.ts';
import { postmanV2 } from './rule-cards/postman-v2.ts';
import type { RuleCard } from './service.ts';

/** The services that Keyturn knows by itself; users add their own. In the order in which they are offered. */
export const ruleCards: readonly RuleCard[] = [
  postmanV1,
  postmanV2,
  dataGovAdmin,
  dataGovDeveloper,
  dataGovStyle,
  apiDataGov,
  other,
];
