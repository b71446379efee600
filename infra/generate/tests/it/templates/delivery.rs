//! What stands before the API: the CDN with the site, and the firewall before it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use generate::workspace_root;

use super::{ROOT, blocks, default_in, expect, refuses_alone, resource, stacks};

const SITE: &str = "infra/site.yaml";
const EDGE: &str = "infra/edge.yaml";

/// Every status of an error that CloudFront can be told something about
/// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html).
const ERRORS: [u32; 11] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/// An error page for all would turn problems of the API into pages, and a problem that is kept is given to
/// people whom it does not concern.
#[test]
fn errors_pass_the_cdn_unchanged_and_are_kept_for_nobody_else() {
    let text = resource(SITE, "Distribution");
    for replaced in ["ResponsePagePath", "ResponseCode"] {
        assert!(!text.contains(replaced), "{replaced}");
    }
    let (_, told) = text.split_once("        CustomErrorResponses:\n").unwrap();
    let told: Vec<&str> = told.lines().map(str::trim).collect();
    let wanted = ERRORS.map(|status| format!("- {{ ErrorCode: {status}, ErrorCachingMinTTL: 0 }}"));
    assert_eq!(told, wanted);
}

#[test]
fn only_addresses_of_the_site_fall_back_to_its_shell() {
    let text = resource(SITE, "Distribution");
    let (site, api) = text.split_once("        CacheBehaviors:").unwrap();
    let site = site.split_once("DefaultCacheBehavior:").unwrap().1;
    expect(
        site,
        &[
            "FunctionARN: !GetAtt Addresses.",
            "ResponseHeadersPolicyId: !Ref Headers",
        ],
    );
    assert!(!api.contains("Addresses."));
    expect(
        api,
        &["PathPattern: /api/*", "FunctionARN: !GetAtt Viewer."],
    );
    expect(
        &text,
        &[
            "OriginAccessControlId: !Ref SiteAccess",
            "HeaderName: x-origin-secret",
        ],
    );
}

/// Rules of the firewall, by name.
fn rules(firewall: &str) -> BTreeMap<&str, &str> {
    let (_, rules) = firewall.split_once("      Rules:\n").unwrap();
    let mut found = BTreeMap::new();
    for rule in rules.split("        - Name: ").skip(1) {
        let (name, rule) = rule.split_once('\n').unwrap();
        found.insert(name, rule);
    }
    found
}

#[test]
fn one_address_may_sign_in_and_ask_only_so_often() {
    let firewall = resource(EDGE, "Firewall");
    let rules = rules(&firewall);
    let sign_in = api::ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.name == "sign_in")
        .unwrap();
    let address = format!("SearchString: /api{}\n", sign_in.path);
    let rate = "RateBasedStatement:\n";
    expect(
        rules["sign-ins"],
        &[
            rate,
            "Action: { Block: {} }",
            "Limit: !Ref SignInsOfOne\n",
            "AggregateKeyType: IP\n",
            "FieldToMatch: { UriPath: {} }",
            "{ Priority: 0, Type: URL_DECODE }",
            "{ Priority: 1, Type: NORMALIZE_PATH }",
            "PositionalConstraint: EXACTLY",
            &address,
        ],
    );
    expect(
        rules["requests"],
        &[
            rate,
            "Action: { Block: {} }",
            "Limit: !Ref RequestsOfOne\n",
            "AggregateKeyType: IP\n",
        ],
    );
    assert!(!rules["requests"].contains("ScopeDown"), "of all requests");
    let limit = |name| default_in(EDGE, name).parse::<u32>().unwrap();
    assert!(limit("SignInsOfOne") < limit("RequestsOfOne"));
    // A hospital is one address.
    assert!(limit("RequestsOfOne") >= 1_000);
}

/// AWS's rules block what they find; those that refuse bodies beyond 8 KB would refuse rosters.
#[test]
fn the_firewall_refuses_what_aws_knows_to_be_bad_and_no_roster() {
    let firewall = resource(EDGE, "Firewall");
    let rules = rules(&firewall);
    for (name, group) in [
        ("bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet"),
        ("bad-addresses", "AWSManagedRulesAmazonIpReputationList"),
    ] {
        expect(rules[name], &["OverrideAction: { None: {} }", group]);
    }
    assert!(!firewall.contains("CommonRuleSet"));
    let places: BTreeSet<&str> = rules
        .values()
        .map(|rule| rule.split_once("Priority: ").unwrap().1.lines().next())
        .map(Option::unwrap)
        .collect();
    assert_eq!(places.len(), 4, "each has a place of its own: {places:?}");
    assert!(firewall.contains("DefaultAction: { Allow: {} }"));
}

/// Addresses of people and of calendars are nobody's to keep.
#[test]
fn the_firewall_keeps_no_request() {
    let edge = fs::read_to_string(workspace_root().join(EDGE)).unwrap();
    let looked_at = edge.matches("SampledRequestsEnabled: false").count();
    assert_eq!(looked_at, 5, "the firewall and its four rules");
    assert!(!edge.contains("SampledRequestsEnabled: true"));
    assert!(!edge.contains("LoggingConfiguration"));
}

/// Both are made in us-east-1 and handed on by their addresses.
#[test]
fn the_cdn_takes_the_firewall_and_the_certificate_of_the_edge() {
    expect(&resource(EDGE, "Firewall"), &["Scope: CLOUDFRONT"]);
    expect(
        &resource(EDGE, "Certificate"),
        &[
            "Condition: HasDomain",
            "DomainName: !Ref SiteDomain",
            "ValidationMethod: DNS",
        ],
    );
    let edge = fs::read_to_string(workspace_root().join(EDGE)).unwrap();
    let root = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    let parameters = blocks(&root, "Parameters:");
    let site = resource(ROOT, "Site");
    let mut told = 0;
    for (name, _) in blocks(&edge, "Outputs:") {
        assert!(parameters.iter().any(|(other, _)| *other == name), "{name}");
        expect(&site, &[&format!("{name}: !Ref {name}")]);
        told += 1;
    }
    assert_eq!(told, 2);
    refuses_alone("SiteDomain", "SiteCertificate");
    refuses_alone("SiteCertificate", "SiteDomain");
    for (file, value) in [
        (SITE, "!GetAtt Distribution.DomainName"),
        (ROOT, "!GetAtt Site.Outputs.DistributionDomain"),
    ] {
        let text = fs::read_to_string(workspace_root().join(file)).unwrap();
        let outputs = blocks(&text, "Outputs:");
        let said = outputs
            .iter()
            .find(|(name, _)| *name == "DistributionDomain");
        expect(&said.unwrap().1.join("\n"), &[value]);
    }
    expect(
        &resource(SITE, "Distribution"),
        &[
            "WebACLId: !If [HasFirewall, !Ref SiteFirewall, !Ref AWS::NoValue]",
            "Aliases: !If [HasDomain, [!Ref SiteDomain], !Ref AWS::NoValue]",
            "AcmCertificateArn: !Ref SiteCertificate",
            "SslSupportMethod: sni-only",
            "MinimumProtocolVersion: TLSv1.2_2021",
        ],
    );
}

/// What the CDN says of itself is made by the deployment, said to the API alone, and asked for by every
/// function that is called over HTTP.
#[test]
fn the_api_and_nobody_else_is_told_the_secret_of_the_cdn() {
    expect(
        &resource(ROOT, "OriginSecret"),
        &[
            "Type: AWS::SecretsManager::Secret",
            "GenerateSecretString:",
            "PasswordLength: 48",
        ],
    );
    let secret = "!Sub '${OriginSecret}:SecretString:secret'";
    let site = resource(ROOT, "Site");
    let (_, sent) = site.split_once("OriginSecretAt: !If").unwrap();
    assert!(sent.contains(secret), "{sent}");
    let root = fs::read_to_string(workspace_root().join(ROOT)).unwrap();
    let accepted = root
        .lines()
        .filter(|line| line.trim().starts_with("OriginSecretsAt: "));
    let mut stacks_told = 0;
    for line in accepted {
        assert!(line.contains(secret), "{line}");
        stacks_told += 1;
    }
    let asking = stacks()
        .into_iter()
        .filter(|stack| stack.contains("{{resolve:secretsmanager:${OriginSecretsAt}}}"));
    assert_eq!(asking.count(), stacks_told);
    let behind_routes = stacks().into_iter().filter(|stack| {
        stack.contains("Principal: apigateway.amazonaws.com")
            && !stack.contains("${HttpApi}/*/$default")
    });
    assert_eq!(behind_routes.count(), stacks_told);
    let distribution = resource(SITE, "Distribution");
    let (_, origins) = distribution.split_once("        Origins:\n").unwrap();
    let (origins, _) = origins.split_once("        DefaultCacheBehavior:").unwrap();
    let (site, api) = origins.split_once("          - Id: api\n").unwrap();
    assert!(!site.contains("OriginCustomHeaders"), "{site}");
    expect(
        api,
        &[
            "OriginProtocolPolicy: https-only",
            "OriginSSLProtocols: [TLSv1.2]",
            "HeaderValue: !Sub '{{resolve:secretsmanager:${OriginSecretAt}}}'",
        ],
    );
}
