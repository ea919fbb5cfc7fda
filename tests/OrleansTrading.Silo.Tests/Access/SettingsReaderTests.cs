using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Tests.Access;

public sealed class SettingsReaderTests(AccessFixture access)
{
    private IReadOnlyList<SettingsSection> Sections => access.Services.GetRequiredService<ISettingsReader>().Read();

    [Fact]
    public void Sections_AreAllThatThereAre()
    {
        Sections.Select(section => section.Name).Order(StringComparer.Ordinal).ShouldBe(SettingsCatalogue.All.Keys.Order(StringComparer.Ordinal));
        Sections.ShouldAllBe(section => section.Settings.Count > 0 && section.Text.Length > 0);
        Sections.SelectMany(section => section.Settings).ShouldAllBe(setting => setting.Text.Length > 0);
    }

    [Fact]
    public void Setting_OfTheCommandLine_SaysSo()
    {
        var check = Find("Access:SessionCheck");
        (check.Value, check.Source, check.From, check.Default).ShouldBe(("00:00:01", SettingSource.CommandLine, "--Access:SessionCheck", "00:00:05"));
        Find("Venues:Binance:Environment").Source.ShouldBe(SettingSource.File);
        Find("Access:SessionIdle").ShouldSatisfyAllConditions(idle => idle.Value.ShouldBeNull(), idle => idle.Source.ShouldBe(SettingSource.Default));
        Find("Access:Users:olga:Role").Value.ShouldBe("Operator");
    }

    [Fact]
    public void Secret_IsNeverAmongTheValues()
    {
        Find("Access:Users:anna:PasswordHash").ShouldSatisfyAllConditions(hash => hash.IsSecret.ShouldBeTrue(), hash => hash.Value.ShouldBeNull(), hash => hash.Source.ShouldBe(SettingSource.CommandLine));
        var hash = access.Services.GetRequiredService<IConfiguration>()["Access:Users:anna:PasswordHash"]!;
        Sections.SelectMany(section => section.Settings).ShouldNotContain(setting => setting.Value != null && setting.Value.Contains(hash, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Trading:Accounts:main:Key")]
    [InlineData("Trading:Accounts:main:Secret")]
    [InlineData("Trading:Accounts:main:Passphrase")]
    [InlineData("Alerting:Routes:phone:Address")]
    [InlineData("Alerting:Routes:phone:Secret")]
    [InlineData("Access:Proxy:Secret")]
    [InlineData("ConnectionStrings:Database")]
    [InlineData("Simulator:ApiSecret")]
    public void Key_OfASecret_IsKnownAsOne(string key) => SettingsReader.IsSecret(key).ShouldBeTrue();

    private SettingRow Find(string key) => Sections.SelectMany(section => section.Settings).Single(setting => setting.Key == key);
}
