using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Tests.Files;

public sealed class AddFileMarketStoreTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Options_Unset_HaveTheirDefaults()
    {
        var options = new FileMarketStoreOptions();
        options.Directory.ShouldBe("data");
        options.FlushInterval.ShouldBe(TimeSpan.FromSeconds(1));
        options.MaxOpenFiles.ShouldBe(64);
    }

    [Fact]
    public async Task Add_SettingsGiven_StoreLiesThere()
    {
        var path = Path.Combine(_directory.Root, "configured");
        await using (var provider = Build(("Storage:Directory", path), ("Storage:FlushInterval", "00:00:02")))
        {
            provider.GetRequiredService<IOptions<FileMarketStoreOptions>>().Value.FlushInterval.ShouldBe(TimeSpan.FromSeconds(2));
            provider.GetRequiredService<IMarketStore>().ShouldBeSameAs(provider.GetRequiredService<FileMarketStore>());
            await provider.GetRequiredService<IMarketStore>().SaveAsync(StoredKlines.Of(0));
        }

        Directory.Exists(Path.Combine(path, "klines")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Storage:Directory", "")]
    [InlineData("Storage:FlushInterval", "-00:00:01")]
    [InlineData("Storage:FlushInterval", "01:00:00")]
    [InlineData("Storage:MaxOpenFiles", "0")]
    [InlineData("Storage:MaxOpenFiles", "1025")]
    public async Task Add_SettingOutOfBounds_IsRefused(string key, string value)
    {
        await using var provider = Build((key, value));
        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate())
            .Message.ShouldContain(key["Storage:".Length..]);
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build())
            .AddLogging()
            .AddFileMarketStore()
            .BuildServiceProvider();
}
