using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Silo.Tests.Fuzzing;

/// <summary>Settings changed in every way: the service takes them, or says all that is wrong with them. It never breaks down over one.</summary>
public sealed class SettingsFuzzTests
{
    /// <summary>All options of the service are bound and checked anew for each case, which takes milliseconds.</summary>
    private const double OfChecks = 0.01;

    /// <summary>The whole service is put together for each case.</summary>
    private const double OfHosts = 0.0005;

    private const int SettingsOfACase = 24;

    // What they name is made or opened where the service is put together.
    private static readonly string[] Places = ["Data:Directory", "Logs:Directory", "Capture:Directory"];

    [Fact]
    public async Task Settings_Changed_AreTakenOrRefusedWithReasons()
    {
        var settings = new GivenSettings();
        var builder = HostDefaults.CreateBuilder(CommandLine.Parse(["--data", Path.GetTempPath(), "--urls", "http://127.0.0.1:0"]));
        ((IConfigurationBuilder)builder.Configuration).Add(settings);
        Program.AddServices(builder);
        await using var app = builder.Build();
        // All are given each time: the check takes what it cannot read out of every source, for good.
        var usual = Defaults().Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)).ToList();
        settings.Give(usual);
        StartupCheck.Run(app.Services, builder.Services, []);
        var taken = 0;
        await RunAsync("options", OfChecks, payload =>
        {
            settings.Give(usual.Concat(Read(payload)));
            try
            {
                StartupCheck.Run(app.Services, builder.Services, []);
                taken++;
            }
            catch (StartupException refused)
            {
                refused.Reasons.ShouldNotBeEmpty();
            }
        });
        taken.ShouldBeGreaterThan(0, "nothing was ever taken");
    }

    /// <remarks>Bounds that are whole numbers have a value rounded before it is looked at, and break down over one that no whole number holds.</remarks>
    [Fact]
    public void Ranges_OfNumbersThatAreNotWhole_AreNotOfWholeNumbers()
    {
        var wrong = SettingsCatalogue.All.Values.SelectMany(Numbers).Distinct().ToList();
        wrong.ShouldBeEmpty();

        static IEnumerable<string> Numbers(Type type) => type.GetProperties().SelectMany(property =>
        {
            var (value, range) = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.GetCustomAttribute<RangeAttribute>());
            return range?.OperandType == typeof(int) && value != typeof(int) ? [$"{type.Name}.{property.Name}"]
                : value.Namespace?.StartsWith("OrleansTrading", StringComparison.Ordinal) == true && value.IsClass ? Numbers(value) : [];
        });
    }

    [Fact]
    public Task Service_WithChangedSettings_IsPutTogetherOrSaysWhyNot() => RunAsync("services", OfHosts, payload =>
    {
        List<string> words = ["--data", Path.GetTempPath(), "--urls", "http://127.0.0.1:0"];
        foreach (var (name, value) in Read(payload))
            words.AddRange([$"--{name}", value ?? ""]);
        try
        {
            var line = CommandLine.Parse(words);
            var builder = HostDefaults.CreateBuilder(line);
            Program.AddServices(builder);
            var app = builder.Build();
            try
            {
                StartupCheck.Run(app.Services, builder.Services, line.Errors);
            }
            finally
            {
                app.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (StartupException refused)
        {
            refused.Reasons.ShouldNotBeEmpty();
        }
    });

    private static Task RunAsync(string name, double share, Action<byte[]> take) => FuzzRun.RunAsync([new FuzzTarget(name, [.. Usual()], take) { AllocatedAtMost = 64 << 20 }], share);

    /// <summary>Every setting that has a default, some at a time, as JSON: the changes know where the values stand.</summary>
    private static IEnumerable<byte[]> Usual() => Defaults().Chunk(SettingsOfACase).Select(settings => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(settings.ToDictionary())));

    private static IEnumerable<KeyValuePair<string, string>> Defaults() => SettingsCatalogue.All.OrderBy(section => section.Key, StringComparer.Ordinal)
        .SelectMany(section => Defaults(section.Key, section.Value)).Where(setting => !Places.Contains(setting.Key));

    private static IEnumerable<KeyValuePair<string, string>> Defaults(string path, Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            var (name, value) = ($"{path}:{property.Name}", property.GetValue(defaults));
            if (value is IDictionary || value is null or "")
                continue;
            if (value is not string && value is not IFormattable && !TypeDescriptor.GetConverter(property.PropertyType).CanConvertFrom(typeof(string)))
            {
                foreach (var inner in value is IEnumerable ? [] : Defaults(name, value.GetType()))
                    yield return inner;
            }
            else if (property.SetMethod is { IsPublic: true })
            {
                yield return new(name, value is TimeSpan span ? span.ToString("c", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!);
            }
        }
    }

    private static Dictionary<string, string?> Read(byte[] payload)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var document = JsonDocument.Parse(payload);
            foreach (var member in document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject().ToList() : [])
                settings[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.GetRawText();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // What is no JSON any more is a setting's value all the same.
            settings["Watchlist:Symbols"] = Encoding.UTF8.GetString(payload);
        }

        return settings;
    }

    /// <summary>Settings that change from case to case.</summary>
    private sealed class GivenSettings : ConfigurationProvider, IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Give(IEnumerable<KeyValuePair<string, string?>> settings)
        {
            Data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in settings)
                Data[name] = value;
        }
    }
}
