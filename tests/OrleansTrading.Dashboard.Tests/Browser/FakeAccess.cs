using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Domain.Access;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>An audit log, tokens and settings without a service behind them.</summary>
internal sealed class FakeAccess(TimeProvider time) : IAuditLog, IApiTokens, ISettingsReader
{
    public const string Key = "ot_0123456789ab_planted";

    private readonly MemoryAuditStore _audit = new();
    private readonly List<ApiToken> _tokens = [];

    public IReadOnlyList<SettingsUser> Users { get; } = [new("anna", Role.Admin), new("olga", Role.Operator)];

    /// <summary>Set: nothing can be read.</summary>
    public volatile bool Fails;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static FakeAccess Filled(TimeProvider time)
    {
        var access = new FakeAccess(time);
        access.Note("a1", 120, "anna", "api", "account.limits", "paper", AuditOutcome.Done, """[{"name":"max-leverage","value":3},{"name":"max-positions","value":8}]""", """[{"name":"max-leverage","value":5},{"name":"max-positions","value":8}]""");
        access.Note("a2", 90, "olga", "page", "account.kill", "paper", AuditOutcome.Done, "On", "Killed");
        access.Note("a3", 60, "token ci", "api", "job.run", "repair-gaps", AuditOutcome.Failed, detail: "The answer took too long: it may or may not have been done.");
        access.Note("a4", 30, "vera", "page", "position.close", "paper binance:BTCUSDT", AuditOutcome.Refused, detail: "vera may not do this: it takes the scope Trade.");
        access.Note("a5", 10, "olga", "sign-in", "session.begin", "olga", AuditOutcome.Done);
        access.Note("a6", 1, "olga", "page", "job.run", "prune", AuditOutcome.Begun);
        access._tokens.Add(new ApiToken("0123456789ab", "nightly report", Scope.Read, "", "anna", access.Now, access.Now + 86_400_000L * 60, access.Now - 3_600_000));
        access._tokens.Add(new ApiToken("aa23456789ab", "order robot", Scope.Read | Scope.Trade, "", "anna", access.Now, access.Now - 1));
        return access;
    }

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => _audit.AddAsync(entry, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        Fails ? Task.FromException<IReadOnlyList<AuditEntry>>(new IOException("told to fail")) : _audit.ListAsync(query, cancellationToken);

    public Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken) => Fails
        ? Task.FromException<IReadOnlyList<ApiToken>>(new IOException("told to fail"))
        : Task.FromResult<IReadOnlyList<ApiToken>>([.. _tokens]);

    public Task<(ApiToken? Token, string? Key, string? Refusal)> MakeAsync(Person maker, string name, Scope scopes, int days)
    {
        var token = new ApiToken("bb23456789ab", name, scopes, "", maker.Name, Now, Now + (days * 86_400_000L));
        _tokens.Add(token);
        return Task.FromResult<(ApiToken?, string?, string?)>((token, Key, null));
    }

    public Task<ApiToken?> WithdrawAsync(string id)
    {
        var found = _tokens.Find(token => token.Id == id);
        _tokens.RemoveAll(token => token.Id == id);
        return Task.FromResult(found);
    }

    public IReadOnlyList<SettingsSection> Read() =>
    [
        new("Jobs", "Jobs that recur.",
        [
            new("Jobs:Watch", "00:00:30", "00:00:30", "00:00:01 to 00:10:00", "How often missed slots are looked for.", SettingSource.Default, "", false),
            new("Jobs:Concurrency", "8", "4", "1 to 64", "Jobs at once.", SettingSource.Environment, "Jobs__Concurrency", false),
        ]),
        new("Trading", "Accounts.",
        [
            new("Trading:Accounts:main:Secret", null, "none", "text", "The key's secret.", SettingSource.File, "appsettings.json", true),
        ]),
    ];

    private void Note(string id, int minutes, string who, string way, string action, string target, AuditOutcome outcome, string? before = null, string? after = null, string? detail = null) =>
        AddAsync(new AuditEntry(id, Now - (minutes * 60_000L), who, way, "10.0.0.7", action, target, outcome, before, after, detail), CancellationToken.None).GetAwaiter().GetResult();
}
