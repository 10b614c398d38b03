using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("OvsCtl.Api.Tests")]
